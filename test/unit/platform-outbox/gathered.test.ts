import { gathered } from '../../../server/platform/outbox/gathered.js'

/** A turn that waits until it is let go, with what each turn was given. */
function slowWork() {
  const turns: (readonly number[])[] = []
  const held: (() => void)[] = []
  const work = async (items: readonly number[]) => {
    turns.push(items)
    await new Promise<void>((resolve) => held.push(resolve))
  }
  const letGo = async () => {
    held.shift()?.()
    await new Promise(setImmediate)
  }
  return { turns, work, letGo }
}

// Guarantee: whoever comes while a turn is under way shares the next one, and is answered only after it.
test('what comes meanwhile is worked together', async () => {
  const { turns, work, letGo } = slowWork()
  const { add } = gathered(work)
  const done: number[] = []
  const all = [1, 2, 3].map(async (item) => {
    await add(item)
    done.push(item)
  })
  await letGo()
  expect({ turns, done }).toEqual({ turns: [[1], [2, 3]], done: [1] })
  await letGo()
  await Promise.all(all)
  expect(done).toEqual([1, 2, 3])
})

// Guarantee: one bad item fails nobody else.
test('a turn that fails is repeated for each alone', async () => {
  const worked: number[] = []
  const { add } = gathered<number>((items) => {
    if (items.includes(3)) {
      return Promise.reject(new Error(`not ${items.join()}`))
    }
    worked.push(...items)
    return Promise.resolve()
  })
  const answers = await Promise.allSettled([1, 2, 3, 4].map(add))
  expect(answers.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ])
  expect(answers[2]).toMatchObject({ reason: new Error('not 3') })
  expect(worked).toEqual([1, 2, 4])
  await expect(add(5)).resolves.toBeUndefined()
})
