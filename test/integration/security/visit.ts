import { z } from 'zod'
import { shopClient } from '../../../scripts/clients/shop-client.js'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { SYSTEM_ADMIN, type System } from '../../support/system.js'
import { ago, eventOf, newSource, paid, refunded } from '../open-api/till.js'

const WITHIN = { withinMs: 60_000 }
const STAFF = 'zhangsan'

const Calls = z.object({
  requests: z.array(
    z.object({
      api: z.string(),
      headers: z.record(z.string(), z.unknown()),
      query: z.record(z.string(), z.string()),
      body: z.unknown(),
      response: z.unknown(),
    }),
  ),
})
const Deliveries = z.object({ callbacks: z.array(z.object({ plaintext: z.string() })) })

export type Visit = Readonly<{
  phone: string
  orderId: string
  customerId: string
  source: string
  /** Everything of this visit that nobody may read in a log; with what it is. */
  secrets: ReadonlyMap<string, string>
}>

/**
 * A whole first visit over every door: scan, welcome, log-in, phone, order, pay; the same person at a till, the operator
 * who looks her up; and the mistakes that go with it.
 */
export async function wholeVisit(system: System): Promise<Visit> {
  const console = await system.asOperator()
  const skuId = await product(console)
  const person = await system.control.addPerson({ name: '林晓棠' })
  const { welcomeCode } = await system.control.scan({ personId: person.personId, userid: STAFF })
  await waitUntil(async () => {
    expect(await system.control.messages(person.externalUserid)).toHaveLength(1)
  }, WITHIN)

  const shop = shopClient(system.url)
  const loginCode = await system.control.loginCode(person.personId)
  const { token } = await shop.logIn(loginCode)
  const phoneCode = await system.control.phoneCode(person.personId)
  await shop.bindPhone(phoneCode)
  const order = await shop.placeOrder({ items: [{ skuId, qty: 1 }], totalFen: 1680 })
  const prepayId = await shop.pay(order.orderId)
  await system.control.confirmPayment(prepayId)
  await system.drain()
  await waitUntil(async () => {
    expect((await shop.order(order.orderId)).status).toBe('paid')
  }, WITHIN)

  const source = await atTheTill(system, person.phone)
  await mistakes(system, { phone: person.phone, loginCode })
  const customerId = (await system.openApi().resolve({ unionid: person.unionid })) ?? ''
  await console.customer(customerId)
  await console.customers({ search: person.phone })
  const key = await privacy(system, { shop, customerId })
  const gone = await erasing(system)
  const secrets = new Map([
    ['console-made key', key],
    ['phone of who was erased', gone],
    ['phone', person.phone],
    ['customer token', token],
    ['welcome code', welcomeCode ?? 'none'],
    ['log-in code', loginCode],
    ['phone code', phoneCode],
    ['session cookie', console.headers().cookie.split('=')[1] ?? 'none'],
    ...(await secretsOf(system)),
  ])
  const { phone } = person
  return { phone, orderId: order.orderId, customerId, source, secrets }
}

/** Everything that shows or takes along personal data, and a key that was made in the console. */
async function privacy(
  system: System,
  { shop, customerId }: { shop: ReturnType<typeof shopClient>; customerId: string },
): Promise<string> {
  const desk = await system.asOperator()
  const about = `/api/customers/${customerId}`
  await desk.send('POST', `${about}/phones/reveal`, z.unknown(), { body: { reason: '核对' } })
  await desk.send('GET', `${about}/export`, z.unknown())
  await fetch(`${system.url}${about}/export.html`, { headers: desk.headers() })
  await shop.send('GET', '/me/export', z.unknown())
  const wanted = { name: 'till of the visit', scopes: ['inbox:read'] }
  const Made = z.object({ key: z.string(), apiKeyId: z.string() })
  const { body } = await desk.send('POST', '/api/api-keys', Made, { body: wanted })
  await system.openApi(body.key).stats()
  await desk.send('POST', `/api/api-keys/${body.apiKeyId}/revoke`, z.unknown())
  await system
    .openApi(body.key)
    .stats()
    .catch(() => undefined)
  return body.key
}

/** Somebody of a till who asks to be forgotten; answers the phone. */
async function erasing(system: System): Promise<string> {
  const phone = '13787650404'
  const source = newSource()
  const identifiers = { phone, phoneVerified: true, unionid: `oU-${source}` }
  await system.openApi().sendEvents([eventOf({ source, identifiers })])
  await system.drain()
  const customerId = await system.openApi().resolve({ unionid: identifiers.unionid })
  const desk = await system.asOperator()
  const body = { confirm: '删除', reason: '本人要求' }
  await desk.send('POST', `/api/customers/${customerId}/erasures`, z.unknown(), { body })
  const State = z.object({ items: z.array(z.object({ state: z.string() })) })
  await waitUntil(async () => {
    const { items } = (await desk.send('GET', '/api/erasures', State)).body
    expect(items).toMatchObject([{ state: 'done' }])
  }, WITHIN)
  return phone
}

async function product(console: Awaited<ReturnType<System['asOperator']>>): Promise<string> {
  const made = await console.createProduct({
    name: '桂花乌龙',
    category: '奶茶',
    kind: 'goods',
    status: 'on-shelf',
    skus: [{ name: '中杯', code: 'GH-M', priceFen: 1680, stock: 10 }],
  })
  return made.skus[0]?.skuId ?? ''
}

/** The same number at a till, as `duplicate`, `conflict` and refund too. */
async function atTheTill(system: System, phone: string): Promise<string> {
  const source = newSource()
  const identifiers = { phone, phoneVerified: true, memberNo: `M-${source}` }
  const sale = paid({ source, orderNo: 'A1' }, { identifiers, occurredAt: ago(60_000) })
  const back = refunded({ source, orderNo: 'A1', refundNo: 'R1', refundFen: 100 }, { identifiers })
  const seen = eventOf({ source, identifiers, data: { name: '门店海报' } })
  await system.openApi().sendEvents([sale, back, seen, sale, { ...sale, type: 'page.viewed' }])
  await system.drain()
  return source
}

/** What is refused is logged too. */
async function mistakes(
  system: System,
  { phone, loginCode }: { phone: string; loginCode: string },
) {
  const forged = { kind: 'wecom', plaintext: `<xml><Mobile>${phone}</Mobile></xml>` }
  for (const tamper of ['signature', 'padding', 'receiver']) {
    const body = { ...forged, tamper }
    await system.control.send('POST', '/raw-callback', z.unknown(), { body })
  }
  await shopClient(system.url)
    .logIn(loginCode) // used already
    .catch(() => undefined)
  await system.openApi().resolve({ phone: '13900000000' })
  await system
    .openApi(`${system.openApiKey}x`)
    .stats()
    .catch(() => undefined)
  await system.asOperator({ ...SYSTEM_ADMIN, password: 'a-wrong-password' }).catch(() => undefined)
  await system
    .openApi()
    .sendEvents([eventOf({ identifiers: { phone, phoneVerified: phone } as never })])
}

/** Keys of the configuration, tokens and session keys that WeChat gave us, and every decrypted callback. */
async function secretsOf(system: System): Promise<[string, string][]> {
  const { credentials } = system.sandbox
  const keys = (
    [
      'WECOM_APP_SECRET',
      'WECOM_CALLBACK_TOKEN',
      'WECOM_CALLBACK_AES_KEY',
      'MINI_APP_SECRET',
      'MINI_PUSH_TOKEN',
      'MINI_PUSH_AES_KEY',
      'PAY_API_V3_KEY',
    ] as const
  ).map((name): [string, string] => [name, credentials[name]])
  const { requests } = (await system.control.send('GET', '/requests?limit=1000', Calls)).body
  const { callbacks } = (await system.control.send('GET', '/callbacks?limit=100', Deliveries)).body
  const given = requests.flatMap(({ api, query, headers, response }): [string, string][] => [
    ...fields(response, /token|session_key|paySign/i).map((value): [string, string] => [
      api,
      value,
    ]),
    ...fields(query, /token|secret/i).map((value): [string, string] => [`query of ${api}`, value]),
    ...fields(headers, /authorization/i).map((value): [string, string] => [api, value]),
  ])
  return [
    ['open API key', system.openApiKey],
    ['admin password', SYSTEM_ADMIN.password],
    ['wrong password', 'a-wrong-password'],
    ...keys,
    ...given.map(([name, value], index): [string, string] => [`${name} #${index}`, value]),
    ...callbacks.map(({ plaintext }, index): [string, string] => [`callback #${index}`, plaintext]),
  ]
}

function fields(value: unknown, name: RegExp): string[] {
  return Object.entries((value ?? {}) as Record<string, unknown>).flatMap(([key, held]) =>
    name.test(key) && typeof held === 'string' && held.length >= 8 ? [held] : [],
  )
}
