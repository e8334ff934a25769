import { createSandbox, type Sandbox } from '../../../scripts/sandbox/index.js'
import { clients, type World } from './support/clients.js'

let sandbox: Sandbox
let world: World
const BACK = 'http://127.0.0.1:9/m/#/pages/login'

beforeAll(async () => {
  sandbox = await createSandbox()
  world = clients(sandbox)
})
afterAll(() => sandbox.close())

const page = (path: string, query: Record<string, string>) =>
  fetch(`${sandbox.url}${path}?${new URLSearchParams(query).toString()}`)
const tap = (path: string, fields: Record<string, string>) =>
  fetch(`${sandbox.url}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })
const target = (response: Response) => new URL(response.headers.get('location') ?? '')

// Guarantee: a code that a page hands out is a real one; only this machine ever gets it.
test('given a person picked at /h5/login, then the code leads back and opens their session', async () => {
  const { personId, openid } = await world.person({ name: '林<b>墨' })
  const query = { appid: world.keys.MINI_APP_ID, redirect_uri: BACK, state: 's 1' }
  const shown = await page('/h5/login', query)
  expect(shown.status).toBe(200)
  expect(await shown.text()).toContain('林&lt;b&gt;墨')

  const back = target(await tap('/h5/login', { ...query, personId }))
  expect(back.searchParams.get('state')).toBe('s 1')
  expect(back.hash).toBe('#/pages/login')
  const session = new URLSearchParams({
    appid: world.keys.MINI_APP_ID,
    secret: world.keys.MINI_APP_SECRET,
    js_code: back.searchParams.get('code') ?? '',
    grant_type: 'authorization_code',
  })
  const answer = await world.json(
    `${world.keys.MINI_API_BASE}/sns/jscode2session?${session.toString()}`,
  )
  expect(answer).toMatchObject({ openid })
})

test('given an address elsewhere or another appid, then no code is handed out', async () => {
  const { personId } = await world.person()
  const away = { redirect_uri: 'https://evil.example/x', personId }
  expect((await tap('/h5/login', away)).status).toBe(400)
  expect((await page('/h5/login', away)).status).toBe(400)
  const other = { redirect_uri: BACK, personId, appid: 'wx1' }
  expect((await tap('/h5/login', other)).status).toBe(400)
})

test('given the two staff log-ins, then the code names the staff member', async () => {
  for (const path of ['/open/connect/oauth2/authorize', '/wwlogin/sso/login']) {
    const fields = {
      appid: world.keys.WECOM_CORP_ID,
      agentid: world.keys.WECOM_AGENT_ID,
      redirect_uri: 'http://127.0.0.1:9/api/login/back',
      state: 'x',
    }
    expect(await (await page(path, fields)).text()).toContain('张三')
    const code = target(await tap(path, { ...fields, userid: 'zhangsan' })).searchParams.get('code')
    const who = await world.wecom(`/auth/getuserinfo?code=${code ?? ''}`)
    expect(who).toMatchObject({ errcode: 0, userid: 'zhangsan' })
  }
})

test('given the phone page, then allowing gives a code and refusing gives none', async () => {
  const { openid } = await world.person()
  const fields = { openid, redirect_uri: BACK }
  const allowed = target(await tap('/h5/phone', { ...fields, answer: 'allow' }))
  expect(allowed.searchParams.get('phone_code')).toMatch(/^\w{32}$/)
  const refused = target(await tap('/h5/phone', { ...fields, answer: 'refuse' }))
  expect(refused.searchParams.has('phone_code')).toBe(false)
})

test('given the cashier, then it pays once, and a forged paySign does not open it', async () => {
  const { openid } = await world.person()
  const order = await world.pay('POST', '/v3/pay/transactions/jsapi', {
    appid: world.keys.MINI_APP_ID,
    mchid: world.keys.PAY_MCH_ID,
    description: '茉莉青提',
    out_trade_no: 'ord_page_0001',
    notify_url: 'http://127.0.0.1:9/callbacks/pay/transactions',
    amount: { total: 1905, currency: 'CNY' },
    payer: { openid },
  })
  const query = { prepay_id: String(order.value['prepay_id']), redirect_uri: BACK }
  expect(await (await page('/h5/pay', query)).text()).toContain('19.05')
  const forged = {
    ...query,
    appId: 'a',
    timeStamp: '1',
    nonceStr: 'n',
    package: 'p',
    paySign: 'AA==',
  }
  expect((await page('/h5/pay', forged)).status).toBe(400)

  const cancelled = target(await tap('/h5/pay', { ...query, answer: 'cancel' }))
  expect(cancelled.searchParams.get('pay_result')).toBe('cancel')
  expect((await tap('/h5/pay', { ...query, answer: 'pay' })).status).toBe(303)
  expect((await tap('/h5/pay', { ...query, answer: 'pay' })).status).toBe(409)
})

test('given a channel code page, then a new person who scans becomes a contact', async () => {
  const way = await world.wecom('/externalcontact/add_contact_way', {
    type: 1,
    scene: 2,
    user: ['wangwu'],
    state: 'q1',
  })
  const path = new URL(String(way['qr_code'])).pathname
  expect(await (await page(path, {})).text()).toContain('<svg')
  const done = await tap(path, { name: '路过的人' })
  expect(await done.text()).toContain('已添加王舞为好友')
  expect(await world.wecom('/externalcontact/list?userid=wangwu')).toMatchObject({ errcode: 0 })
})

test('given the panel and its parts, then all of them are served', async () => {
  const html = await (await fetch(`${sandbox.url}/`)).text()
  expect(html).toContain('微信沙盒')
  const names = ['base.css', 'desk.css', 'chat.css', 'phone.css', 'panel.js', 'dom.js', 'chat.js']
  for (const name of names) {
    expect((await fetch(`${sandbox.url}/assets/${name}`)).status).toBe(200)
  }
})

// Guarantee: a Native order is paid by whoever scans it, and query and close know it like any other.
test('given a code_url, then its page lets a person pay it, once, within two hours', async () => {
  const person = await world.person({ name: '周小川' })
  const native = async (no: string) => {
    const body = {
      appid: world.keys.MINI_APP_ID,
      mchid: world.keys.PAY_MCH_ID,
      description: '店员代下单',
      out_trade_no: no,
      notify_url: 'http://127.0.0.1:9/callbacks/pay/transactions',
      amount: { total: 6_000, currency: 'CNY' },
    }
    const reply = await world.pay('POST', '/v3/pay/transactions/native', body)
    return { body, codeUrl: String(reply.value['code_url']) }
  }
  const query = async (no: string) => {
    const path = `/v3/pay/transactions/out-trade-no/${no}?mchid=${world.keys.PAY_MCH_ID}`
    return (await world.pay('GET', path)).value
  }
  const { codeUrl } = await native('native_000001')
  expect(codeUrl).toMatch(/^weixin:\/\/wxpay\/bizpayurl\?pr=/)
  const shown = await (await page('/h5/native', { code_url: codeUrl })).text()
  expect(shown).toContain('60.00')
  expect(shown).toContain('周小川')
  const { personId } = person
  const done = await tap('/h5/native', { code_url: codeUrl, personId })
  expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('周小川已支付')])
  expect(await query('native_000001')).toMatchObject({
    trade_state: 'SUCCESS',
    trade_type: 'NATIVE',
    payer: { openid: person.openid },
  })
  expect((await tap('/h5/native', { code_url: codeUrl, personId })).status).toBe(409)

  const old = await native('native_000002')
  await world.control('/clock/advance', { ms: 2 * 3_600_000 })
  expect((await tap('/h5/native', { code_url: old.codeUrl, personId })).status).toBe(409)
  const again = await native('native_000002')
  expect(again.codeUrl).not.toBe(old.codeUrl)
  const closed = await world.pay('POST', '/v3/pay/transactions/out-trade-no/native_000002/close', {
    mchid: world.keys.PAY_MCH_ID,
  })
  expect(closed.status).toBe(204)
  expect((await tap('/h5/native', { code_url: again.codeUrl, personId })).status).toBe(409)
})
