import * as fc from 'fast-check'
import { mutated, mutatedJson, mutatedText, mutation, type Mutation } from './mutate.js'
import { keyed, payResource, sealedPush, signedNotice, urlCheck, type Wire } from './sealing.js'
import type { Target } from './target.js'
import { CUSTOMERS, MESSAGES, openEvent, refund, transaction, xmlOf, type Fields } from './valid.js'

/** One try at a door. */
export type Shot = Readonly<{
  wire: Wire
  /** Keys of the rows that may be there after a good answer; none when there must be no row whatever is answered. */
  keys: readonly string[]
}>

/** How to shoot at a door: with garbage, and with what is one mutation away from valid and correctly signed. */
export type Gun = Readonly<{
  door: string
  runs: number
  garbage: fc.Arbitrary<(target: Target) => Shot>
  near: fc.Arbitrary<(target: Target) => Shot>
}>

const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => Buffer.from(array))
const body: fc.Arbitrary<string | Buffer> = fc.oneof(
  bytes,
  fc.json(),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom('', '<xml></xml>', '{}', '[]', 'null', '{"Encrypt":1}', '{"events":{}}'),
  fc.string().map((text) => `<xml><Encrypt>${text}</Encrypt></xml>`),
)
const word = fc.string({ unit: 'binary-ascii', maxLength: 20 })
const query = fc.dictionary(
  fc.oneof(fc.constantFrom('msg_signature', 'timestamp', 'nonce', 'echostr', 'limit'), word),
  fc.oneof(word, fc.constantFrom(String(Math.floor(Date.now() / 1000)), '0', '')),
  { maxKeys: 5 },
)
const type = fc.constantFrom(
  'application/json',
  'text/xml',
  'text/plain',
  'multipart/form-data',
  '',
)

const withQuery = (path: string, given: Readonly<Record<string, string>>) =>
  `${path}?${new URLSearchParams(given).toString()}`
const still = (wire: Wire) => (): Shot => ({ wire, keys: [] })

/** Anything at all, with nothing that proves who sends it. */
function garbageAt(method: Wire['method'], path: string): Gun['garbage'] {
  return fc.record({ body, query, type }).map((given) =>
    still({
      method,
      url: withQuery(path, given.query),
      headers: given.type === '' ? {} : { 'content-type': given.type },
      ...(method === 'GET' ? {} : { payload: given.body }),
    }),
  )
}

const rendered = (fields: Fields, change: Mutation, asJson: boolean): string => {
  if (asJson) {
    return mutatedJson(fields, change)
  }
  const isOfText = ['cut', 'insert', 'remove'].includes(change.how)
  return isOfText ? mutatedText(xmlOf(fields), change) : xmlOf(mutated(fields, change) as Fields)
}

function push(platform: 'wecom' | 'mini', runs: number): Gun {
  const forms = platform === 'mini' ? [true, false] : [false]
  const given = fc.record({
    make: fc.constantFrom(...MESSAGES[platform]),
    change: mutation,
    asJson: fc.constantFrom(...forms),
  })
  return {
    door: `POST /callbacks/${platform}`,
    runs,
    garbage: garbageAt('POST', `/callbacks/${platform}`),
    near: given.map(({ make, change, asJson }) => (target: Target) => {
      const text = rendered(make(target), change, asJson)
      const { wire, key } = sealedPush(target, platform, { text, asJson })
      return { wire, keys: [key] }
    }),
  }
}

function check(platform: 'wecom' | 'mini', runs: number): Gun {
  const spoilt = fc.oneof(
    fc.record({ length: fc.constantFrom(0, 1, 31, 4_096, 2 ** 31, 2 ** 32 - 1) }),
    fc.record({ receiver: fc.string({ unit: 'binary', maxLength: 30 }) }),
    fc.constantFrom({ pad: (many: number) => Buffer.alloc(many, 0) }, {}),
  )
  const given = fc.record({ text: fc.string({ unit: 'binary', maxLength: 60 }), spoilt })
  return {
    door: `GET /callbacks/${platform}`,
    runs,
    garbage: garbageAt('GET', `/callbacks/${platform}`),
    near: given.map(({ text, spoilt: one }) => (target: Target) => ({
      wire: urlCheck(target, platform, text, one),
      keys: [],
    })),
  }
}

function notice(what: 'transactions' | 'refunds' | 'transfers', runs: number): Gun {
  const kind = { transactions: 'transaction', refunds: 'refund', transfers: 'mch_payment' }[what]
  const given = fc.record({ change: mutation, inside: fc.boolean(), id: fc.uuid() })
  return {
    door: `POST /callbacks/pay/${what}`,
    runs,
    garbage: garbageAt('POST', `/callbacks/pay/${what}`),
    near: given.map(({ change, inside, id }) => (target: Target) => {
      const content = what === 'refunds' ? refund(target) : transaction(target)
      const text = inside ? mutatedJson(content, change) : JSON.stringify(content)
      const resource = payResource(target, text, kind)
      const at = new Date().toISOString()
      const envelope = { id, create_time: at, event_type: 'TRANSACTION.SUCCESS', resource }
      const payload = inside ? JSON.stringify(envelope) : mutatedJson(envelope, change)
      return {
        wire: signedNotice(target, what, payload),
        keys: [`pay:${idIn(payload).toWellFormed()}`],
      }
    }),
  }
}

function idIn(payload: string): string {
  try {
    const { id } = JSON.parse(payload) as { id?: unknown }
    return typeof id === 'string' ? id : ''
  } catch {
    return ''
  }
}

const events: Gun = {
  door: 'POST /open/v1/events',
  runs: 2_000,
  garbage: body.map((payload) => () => ({
    wire: keyed('POST', '/events', String(payload)),
    keys: [],
  })),
  near: fc
    .record({ change: mutation, event: openEvent, more: fc.array(openEvent, { maxLength: 2 }) })
    .map(({ change, event, more }) => () => {
      const payload = mutatedJson({ events: [event, ...more] }, change)
      return { wire: keyed('POST', '/events', payload), keys: [] }
    }),
}

function read(path: string, runs: number, near: Gun['near']): Gun {
  return {
    door: `GET /open/v1${path}`,
    runs,
    garbage: fc
      .record({ query, id: word })
      .map(({ query: given, id }) =>
        still(keyed('GET', withQuery(path.replace(':customerId', encodeURIComponent(id)), given))),
      ),
    near,
  }
}

const LIMITS = ['1', '2', '50', '100', '0', '101', '1e2', 'NaN', ' 5', '-1', '٣', '0x10']
const oddCursor = fc.oneof(
  fc.json().map((text) => Buffer.from(text).toString('base64url')),
  fc
    .tuple(fc.constantFrom('cus_1', '', '2026-02-30T00:00:00Z', 1e300), fc.jsonValue())
    .map((keys) => Buffer.from(JSON.stringify(keys)).toString('base64url')),
  word,
)
/** A page as it is asked for, with its limit, its cursor or its customer changed. */
const pagedAt = (path: string): Gun['near'] =>
  fc
    .record({
      limit: fc.constantFrom(...LIMITS),
      cursor: fc.option(oddCursor, { freq: 1 }),
      change: mutation,
      id: fc.option(fc.constantFrom(...CUSTOMERS), { freq: 1 }),
    })
    .map(({ limit, cursor, change, id }) => (target: Target) => {
      const known = path.endsWith('/timeline') ? target.timelineCursor : target.listCursor
      const given = cursor ?? (change.at < 0.5 ? known : mutatedText(known, change))
      const customer = encodeURIComponent(id ?? target.customerId)
      const address = withQuery(path.replace(':customerId', customer), { limit, cursor: given })
      return { wire: keyed('GET', address), keys: [] }
    })
const resolving: Gun['near'] = fc
  .record({
    name: fc.constantFrom(
      'unionid',
      'openid',
      'external_userid',
      'phone',
      'member_no',
      'member_no',
    ),
    value: fc.oneof(word, fc.constantFrom('M1', 'M2', '13812345678', '１３８')),
    more: fc.dictionary(fc.constantFrom('appid', 'unionidScope', 'corpId'), word, { maxKeys: 1 }),
  })
  .map(({ name, value, more }) =>
    still(keyed('GET', withQuery('/customers/resolve', { [name]: value, source: 'pos', ...more }))),
  )
const draining = fc
  .constantFrom('0', '1', '5', '-1', '1e9', '120001', 'x', '', '0.5', '[]')
  .map((text) => withQuery('/inbox/drain', { timeoutMs: text }))

/** A till's request as it should be, or with one thing changed. */
const redeeming: Gun['near'] = fc
  .record({
    change: fc.option(mutation, { freq: 1 }),
    which: fc.nat({ max: 39 }),
    code: fc.option(word, { freq: 1 }),
    uses: fc.option(fc.constantFrom(0, 1, 20, 21, 1.5, -1), { freq: 1 }),
    redeemId: fc.uuid(),
  })
  .map(({ change, which, code, uses, redeemId }) => ({ codes }: Target) => {
    const spoilt = { ...(code !== null && { code }), ...(uses !== null && { uses }) }
    const wanted = { code: codes[which], storeCode: 'S-1', redeemId }
    const payload =
      change === null ? JSON.stringify(wanted) : mutatedJson({ ...wanted, ...spoilt }, change)
    return { wire: keyed('POST', '/vouchers/redeem', payload), keys: [] }
  })

export const GUNS: readonly Gun[] = [
  check('wecom', 400),
  check('mini', 400),
  push('wecom', 1_500),
  push('mini', 1_500),
  notice('transactions', 800),
  notice('refunds', 500),
  notice('transfers', 500),
  events,
  read('/customers', 400, pagedAt('/customers')),
  read('/customers/resolve', 600, resolving),
  read('/customers/:customerId', 400, pagedAt('/customers/:customerId')),
  read('/customers/:customerId/timeline', 500, pagedAt('/customers/:customerId/timeline')),
  read('/inbox/stats', 300, pagedAt('/inbox/stats')),
  {
    door: 'POST /open/v1/inbox/drain',
    runs: 300,
    garbage: body.map((payload) =>
      still(keyed('POST', '/inbox/drain?timeoutMs=0', String(payload))),
    ),
    near: draining.map((address) => still(keyed('POST', address))),
  },
  {
    door: 'POST /open/v1/vouchers/redeem',
    runs: 400,
    garbage: body.map((payload) => still(keyed('POST', '/vouchers/redeem', String(payload)))),
    near: redeeming,
  },
]
