import { createHash } from 'node:crypto'
import { useWecom } from './wecom-side.js'

const here = useWecom()

test('signatures for the JS-SDK: own ticket each, cached, over the page without its fragment', async () => {
  const url = 'http://127.0.0.1:3000/sidebar/?a=1'
  const config = await here.wecom.configSignature(`${url}#/customer`)
  const agent = await here.wecom.agentConfigSignature(url)
  await here.wecom.configSignature(url)
  await here.wecom.agentConfigSignature(url)
  expect(await here.requests('get_jsapi_ticket')).toHaveLength(1)
  expect(await here.requests('ticket/get')).toHaveLength(1)
  const ticketOf = async (_id: string) => {
    const rows = await here.db.collection('platform_tokens').find().toArray()
    return rows.find((row) => String(row._id).includes(_id))?.['token'] as string
  }
  const expected = (
    ticket: string,
    { nonceStr, timestamp }: { nonceStr: string; timestamp: number },
  ) =>
    createHash('sha1')
      .update(`jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`)
      .digest('hex')
  expect(config.signature).toBe(expected(await ticketOf('get_jsapi_ticket'), config))
  expect(agent.signature).toBe(expected(await ticketOf('agent_config'), agent))
  expect(agent.agentId).toBe(here.outside.sandbox.credentials.WECOM_AGENT_ID)
})

describe('the token', () => {
  test('is fetched once for many calls at once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => here.wecom.listFollowStaff()))
    expect(await here.requests('gettoken')).toHaveLength(1)
  })

  test.each([40014, 42001])(
    'refused with %i is replaced once and the call repeated once',
    async (code) => {
      await here.wecom.listFollowStaff()
      await here.outside.control('DELETE', '/requests')
      await here.outside.fault({ kind: 'tokenRevoked', area: 'wecom', code, times: 1 })
      expect(await here.wecom.listFollowStaff()).toContain('lin')
      expect(await here.requests('gettoken')).toHaveLength(1)
      expect(await here.requests('get_follow_user_list')).toHaveLength(2)
    },
  )

  test('refused again and again: given up, retriable', async () => {
    await here.outside.fault({ kind: 'errcode', area: 'wecom', match: 'get_follow', code: 42001 })
    await expect(here.wecom.listFollowStaff()).rejects.toMatchObject({
      code: 'wecom-unavailable',
      retriable: true,
    })
    expect(await here.requests('get_follow_user_list')).toHaveLength(2)
  })

  test('a wrong secret is a matter of configuration, and is in no error', async () => {
    const wrong = here.outside.wecom(here.tokens, { secret: 'hunter2hunter2' })
    const error: unknown = await wrong.listFollowStaff().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'wecom-config-wrong', platformCode: '40001' })
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('hunter2')
  })
})
