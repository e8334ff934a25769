import { useWecom } from './wecom-side.js'

const here = useWecom()

describe('channel codes', () => {
  const draft = { state: 'tok1', userids: ['lin'], remark: '门口海报', skipVerify: true }

  test('made, read, listed, changed, removed', async () => {
    const from = new Date(Date.now() - 60_000)
    const { configId, qrCodeUrl } = await here.wecom.createChannelCode(draft)
    expect(await here.wecom.getChannelCode(configId)).toEqual({ configId, qrCodeUrl, ...draft })
    const to = new Date(Date.now() + 60_000)
    expect((await here.wecom.listChannelCodes({ from, to })).configIds).toContain(configId)
    await here.wecom.updateChannelCode(configId, { userids: ['zhou'], remark: '收银台' })
    expect(await here.wecom.getChannelCode(configId)).toMatchObject({
      userids: ['zhou'],
      remark: '收银台',
      state: 'tok1',
    })
    await here.wecom.deleteChannelCode(configId)
    await expect(here.wecom.getChannelCode(configId)).rejects.toMatchObject({
      code: 'wecom-refused',
    })
  })

  test('of several staff', async () => {
    const { configId } = await here.wecom.createChannelCode({ ...draft, userids: ['lin', 'zhou'] })
    expect((await here.wecom.getChannelCode(configId)).userids).toEqual(['lin', 'zhou'])
  })

  test('what WeCom refuses is told with its code, not tried again, and not with our words', async () => {
    const tooLong = { ...draft, state: 'x'.repeat(31) }
    await expect(here.wecom.createChannelCode(tooLong)).rejects.toMatchObject({
      code: 'wecom-refused',
      platformCode: '40058',
      effect: 'none',
      retriable: false,
    })
    expect(await here.requests('add_contact_way')).toHaveLength(1)
  })
})
