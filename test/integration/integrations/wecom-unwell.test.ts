import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { startOutside } from './outside.js'
import { useWecom } from './wecom-side.js'

const here = useWecom()

describe('when WeCom is not well', () => {
  test.each([
    ['busy', { kind: 'busy' }],
    ['over concurrency', { kind: 'errcode', code: 45033 }],
    ['version conflict', { kind: 'errcode', code: 6000 }],
  ])('%s, twice: asked a third time', async (_what, fault) => {
    await here.outside.fault({ ...fault, area: 'wecom', match: 'get_follow', times: 2 })
    expect(await here.wecom.listFollowStaff()).toContain('lin')
    expect(await here.requests('get_follow_user_list')).toHaveLength(3)
  })

  test('busy for good: given up after three, retriable', async () => {
    await here.outside.fault({ kind: 'busy', area: 'wecom', match: 'get_follow' })
    await expect(here.wecom.listFollowStaff()).rejects.toMatchObject({
      code: 'wecom-unavailable',
      retriable: true,
      effect: 'none',
    })
    expect(await here.requests('get_follow_user_list')).toHaveLength(3)
  })

  test('called too often: not tried again at once, told how long to wait', async () => {
    await here.outside.fault({ kind: 'frequencyLimit', area: 'wecom', match: 'get_follow' })
    await expect(here.wecom.listFollowStaff()).rejects.toMatchObject({
      code: 'wecom-frequency-limited',
      platformCode: '45009',
      retriable: true,
      retryAfterMs: 60_000,
    })
    expect(await here.requests('get_follow_user_list')).toHaveLength(1)
  })

  test('too slow: unknown', async () => {
    await here.wecom.listFollowStaff()
    const hasty = here.outside.wecom(here.tokens, { timeoutMs: 200 })
    await here.outside.fault({
      kind: 'slow',
      area: 'wecom',
      match: 'get_follow',
      ms: 1_000,
      times: 1,
    })
    await expect(hasty.listFollowStaff()).rejects.toMatchObject({
      code: 'wecom-outcome-unknown',
      effect: 'unknown',
      retriable: true,
    })
    // WeCom answers nobody any more, and then has nothing left to do in the tests that follow.
    await waitUntil(
      async () => expect(await here.requests('get_follow_user_list')).toHaveLength(2),
      { withinMs: 60_000 },
    )
  })

  test('away: surely nothing done', async () => {
    const gone = await startOutside()
    const client = gone.wecom(here.tokens)
    await client.listFollowStaff()
    await gone.sandbox.close()
    await expect(client.listFollowStaff()).rejects.toMatchObject({
      code: 'wecom-unavailable',
      effect: 'none',
      retriable: true,
    })
  })
})

// Guarantee: what trying again cannot help is asked once; what it may help, at most three times (wechat-contract.md B.10).
test.each([
  [60020, 'config', 'wecom-config-wrong', 1],
  [48002, 'config', 'wecom-config-wrong', 1],
  [40058, 'bug', 'wecom-refused', 1],
  [81013, 'drop', 'wecom-refused', 1],
  [60111, 'resync', 'wecom-refused', 1],
  [45009, 'wait', 'wecom-frequency-limited', 1],
  [6000, 'retry', 'wecom-unavailable', 3],
  [-1, 'retry', 'wecom-unavailable', 3],
  [42001, 'refresh-token', 'wecom-unavailable', 2],
])('%i, again and again: %s, %s, asked %i times', async (code, reaction, ours, times) => {
  await here.outside.fault({ kind: 'errcode', area: 'wecom', match: 'get_follow', code })
  await expect(here.wecom.listFollowStaff()).rejects.toMatchObject({
    code: ours,
    reaction,
    platformCode: String(code),
    effect: 'none',
  })
  expect(await here.requests('get_follow_user_list')).toHaveLength(times)
})

// A contact who is gone is an answer, not an error: 40096 for nobody, 84061 for whom the staff member has deleted.
test.each([40096, 84061])('%i of a contact: there is nobody', async (code) => {
  await here.outside.fault({ kind: 'errcode', area: 'wecom', match: 'externalcontact/get', code })
  expect(await here.wecom.getContact('wo_gone')).toBeNull()
  expect(await here.requests('externalcontact/get')).toHaveLength(1)
})

test('every call is recorded by name and code, without token or id', async () => {
  here.outside.calls.length = 0
  const { externalUserid } = await here.person('anna')
  await here.wecom.getContact(externalUserid)
  await here.wecom.getContact('wo_nobody')
  const recorded = here.outside.calls.map(({ platform, api, outcome, code }) => [
    platform,
    api,
    outcome,
    code,
  ])
  expect(recorded).toEqual([
    ['wecom', 'gettoken', 'ok', undefined],
    ['wecom', 'externalcontact/get', 'ok', undefined],
    ['wecom', 'externalcontact/get', 'refused', '40096'],
  ])
  expect(JSON.stringify(here.outside.calls)).not.toContain(externalUserid)
})
