import { useWecom, type Person } from './wecom-side.js'

const here = useWecom()

describe('the welcome message', () => {
  async function freshCode(): Promise<string> {
    const name = `访客${Math.random()}`
    const { personId } = await here.outside.control<Person>('POST', '/people', { name })
    const scan = { personId, userid: 'lin', state: 's9' }
    return (await here.outside.control<{ welcomeCode: string }>('POST', '/scan', scan)).welcomeCode
  }

  test('is sent once; a second time says so', async () => {
    const code = await freshCode()
    const attachments = [
      {
        kind: 'link',
        title: '菜单',
        url: 'https://example.com/menu',
        pictureUrl: 'https://example.com/p',
      },
      {
        kind: 'mini-program',
        title: '下单',
        appid: 'wx1',
        page: 'pages/index',
        pictureMediaId: 'm1',
      },
      { kind: 'image', mediaId: 'm2' },
      { kind: 'file', mediaId: 'm3' },
    ] as const
    expect(await here.wecom.sendWelcome({ code, text: '欢迎', attachments })).toBe('sent')
    expect(await here.wecom.sendWelcome({ code, text: '欢迎' })).toBe('sent-or-chatting')
    const { messages } = await here.outside.control<{ messages: object[] }>('GET', '/messages')
    const sent = messages.filter(
      (message) => 'welcomeCode' in message && message.welcomeCode === code,
    )
    expect(sent).toMatchObject([
      {
        text: '欢迎',
        attachments: [
          { msgtype: 'link', link: { title: '菜单', picurl: 'https://example.com/p' } },
          { msgtype: 'miniprogram', miniprogram: { appid: 'wx1', pic_media_id: 'm1' } },
          { msgtype: 'image', image: { media_id: 'm2' } },
          { msgtype: 'file', file: { media_id: 'm3' } },
        ],
      },
    ])
  })

  test('an unknown code', async () => {
    expect(await here.wecom.sendWelcome({ code: 'nonsense', text: '欢迎' })).toBe('code-invalid')
  })

  test('while another app is sending: nothing happened, again later', async () => {
    await here.outside.fault({
      kind: 'errcode',
      area: 'wecom',
      match: 'welcome',
      code: 41096,
      times: 1,
    })
    const code = await freshCode()
    await expect(here.wecom.sendWelcome({ code, text: '欢迎' })).rejects.toMatchObject({
      code: 'wecom-welcome-in-progress',
      retriable: true,
      effect: 'none',
    })
    expect(await here.wecom.sendWelcome({ code, text: '欢迎' })).toBe('sent')
  })

  // Guarantee: a reply that got lost never leads to a second message, and is told as unknown, not as failed.
  test.each([
    ['cut after the effect', { kind: 'errorAfter', cut: true }],
    ['a gateway error after the effect', { kind: 'errorAfter', status: 502 }],
  ])('%s: unknown; the same code again counts as sent', async (_what, fault) => {
    await here.outside.fault({ ...fault, area: 'wecom', match: 'welcome', times: 1 })
    const code = await freshCode()
    await expect(here.wecom.sendWelcome({ code, text: '欢迎' })).rejects.toMatchObject({
      code: 'wecom-outcome-unknown',
      retriable: true,
      effect: 'unknown',
    })
    expect(await here.wecom.sendWelcome({ code, text: '欢迎' })).toBe('sent-or-chatting')
  })
})
