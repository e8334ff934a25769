import { businessClock, shanghaiTime } from '../../../scripts/sandbox/clock.js'
import { callLog } from '../../../scripts/sandbox/call-log.js'
import { faultSwitches } from '../../../scripts/sandbox/faults.js'
import { fieldsOf } from '../../../scripts/sandbox/http/fields.js'
import { html } from '../../../scripts/sandbox/pages/html.js'
import { returnAddress, withParams } from '../../../scripts/sandbox/pages/redirect.js'
import { addPerson } from '../../../scripts/sandbox/world/people.js'
import { createWorld } from '../../../scripts/sandbox/world/world.js'

describe('clock', () => {
  test('given an advance, then business time leaps and never falls behind an earlier answer', () => {
    const clock = businessClock()
    const before = clock.now()
    clock.advance(60_000)
    expect(clock.now()).toBeGreaterThanOrEqual(before + 60_000)
    expect(() => clock.advance(-1)).toThrow(RangeError)
  })
  test('given a moment, then Pay writes it with +08:00', () => {
    expect(shanghaiTime(Date.parse('2026-11-20T16:05:09Z'))).toBe('2026-11-21T00:05:09+08:00')
  })
})

describe('faults', () => {
  const occasion = { area: 'wecom', subject: '/cgi-bin/user/get' } as const

  test('given times, then the switch goes off after so many', () => {
    const faults = faultSwitches()
    faults.add({ kind: 'busy', times: 2 })
    const taken = [1, 2, 3].map(() => faults.take('busy', occasion)?.kind)
    expect(taken).toEqual(['busy', 'busy', undefined])
    expect(faults.list()).toEqual([])
  })
  test('given another area, kind or path, then nothing is counted down', () => {
    const faults = faultSwitches()
    faults.add({ kind: 'busy', area: 'pay', times: 1 })
    faults.add({ kind: 'slow', match: '/department', times: 1 })
    expect(faults.take('busy', occasion)).toBeUndefined()
    expect(faults.take('slow', occasion)).toBeUndefined()
    expect(faults.list()).toHaveLength(2)
  })
})

describe('world', () => {
  test('given the same key, then the same person', () => {
    const world = createWorld('s')
    const first = addPerson(world, { name: '小满', key: 'k1' }, 0)
    expect(addPerson(world, { name: '别名', key: 'k1' }, 1)).toBe(first)
    expect(world.people.size()).toBe(1)
  })
  // Guarantee: a restored world goes on counting: no id comes twice.
  test('given a dump, when it is restored, then look-ups work and new ids are new', () => {
    const world = createWorld('s')
    const person = addPerson(world, { name: '小满' }, 0)
    const copy = createWorld('other')
    copy.restore(JSON.parse(JSON.stringify(world.dump())) as ReturnType<typeof world.dump>)
    expect(copy.people.by('openid', person.openid)).toEqual([person])
    expect(addPerson(copy, { name: '新来' }, 1).openid).not.toBe(person.openid)
  })
})

test('given wrong types, then values are read and remembered as a warning', () => {
  const fields = fieldsOf({ text: 5, list: 'one', flag: 1, deep: { int: '7' } })
  expect(fields.warned()).toBe(false)
  expect([fields.text('text'), fields.texts('list'), fields.flag('flag')]).toEqual([
    '5',
    ['one'],
    true,
  ])
  expect(fields.child('deep').int('int', 0)).toBe(7)
  expect(fields.warned()).toBe(true)
  expect(fieldsOf({}).text('missing')).toBe('')
})

test('given a name with markup, then a page shows it as text', () => {
  expect(html`<p title="${'"'}">${'<b>&'}</p>`.html).toBe('<p title="&quot;">&lt;b&gt;&amp;</p>')
})

test.each([
  'https://evil.example/',
  'javascript:alert(1)',
  '//127.0.0.1/',
  '',
  'http://127.0.0.1.evil.example/',
])('given %p as redirect_uri, then it is refused', (address) => {
  expect(() => returnAddress(address)).toThrow('redirect_uri')
})

test('given a fragment, then parameters stand before it', () => {
  const back = withParams(returnAddress('http://localhost:3000/m/?a=1#/pages/me'), { code: 'c' })
  expect(back).toBe('http://localhost:3000/m/?a=1&code=c#/pages/me')
})

test('given many calls, then the log stays bounded', () => {
  const log = callLog()
  const call = { at: '', area: 'pay', method: 'GET', api: '/v3', query: {}, headers: {} } as const
  const rest = { body: null, status: 200, response: {}, durationMs: 1, fault: null }
  for (let count = 0; count < 12_000; count += 1) {
    log.add({ ...call, ...rest })
  }
  expect(log.list({ limit: 20_000 }).length).toBeLessThanOrEqual(11_000)
  expect(log.list({ limit: 1 })[0]?.id).toBe(12_000)
})
