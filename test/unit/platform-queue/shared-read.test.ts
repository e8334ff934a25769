import { sharedRead } from '../../../server/platform/queue/index.js'

/** A store whose reads end when they are told to. */
function slowStore() {
  const reads: { keys: readonly string[]; end(error?: Error): void }[] = []
  const read = sharedRead(
    (keys: readonly string[]) =>
      new Promise<ReadonlyMap<string, string>>((resolve, reject) => {
        const found = new Map(keys.map((key) => [key, `value of ${key}`]))
        reads.push({ keys, end: (error) => (error ? reject(error) : resolve(found)) })
      }),
  )
  return { reads, read }
}

/** Everybody of this moment has asked. */
const momentOver = () => new Promise((resolve) => setImmediate(resolve))

test('alone nobody waits; those who come meanwhile share the next read', async () => {
  const { reads, read } = slowStore()
  const first = read(['a'])
  await momentOver()
  expect(reads.map(({ keys }) => keys)).toEqual([['a']])
  const others = [read(['b']), read(['c', 'b'])]
  expect(reads).toHaveLength(1)
  reads[0]?.end()
  expect((await first).get('a')).toBe('value of a')
  expect(reads.map(({ keys }) => keys)).toEqual([['a'], ['b', 'c']])
  reads[1]?.end()
  const found = await Promise.all(others)
  expect(found.map((one) => one.get('b'))).toEqual(['value of b', 'value of b'])
})

test('those who ask in the same moment share the first read', async () => {
  const { reads, read } = slowStore()
  const all = Promise.all([read(['a']), read(['b'])])
  await momentOver()
  expect(reads.map(({ keys }) => keys)).toEqual([['a', 'b']])
  reads[0]?.end()
  expect((await all).map((found) => found.size)).toEqual([2, 2])
})

// Guarantee: a read that was under way answers nobody who asked after it had begun, the same key or not.
test('the same key is read again for whoever comes later', async () => {
  const { reads, read } = slowStore()
  const first = read(['a'])
  await momentOver()
  const second = read(['a'])
  reads[0]?.end()
  await first
  expect(reads).toHaveLength(2)
  reads[1]?.end()
  expect((await second).get('a')).toBe('value of a')
})

test('a read that fails fails those who shared it, and the next one goes on', async () => {
  const { reads, read } = slowStore()
  const first = read(['a'])
  await momentOver()
  const second = read(['b'])
  reads[0]?.end(new Error('away'))
  await expect(first).rejects.toThrow('away')
  reads[1]?.end()
  expect((await second).get('b')).toBe('value of b')
})

test('a read has its bound: more keys go with the next one', async () => {
  const { reads, read } = slowStore()
  const all = [read(['first'])]
  await momentOver()
  all.push(...Array.from({ length: 600 }, (_, n) => read([`key-${n}`])))
  reads[0]?.end()
  await all[0]
  expect(reads[1]?.keys).toHaveLength(512)
  reads[1]?.end()
  await all[1]
  expect(reads[2]?.keys).toHaveLength(88)
  reads[2]?.end()
  expect((await all[600])?.get('key-599')).toBe('value of key-599')
})
