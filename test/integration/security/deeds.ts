import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { z } from 'zod'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { eventOf, newSource, paid } from '../open-api/till.js'
import { MONEY_DEEDS } from './deeds/money.js'
import type { Headers, House } from './house.js'

/** A request that will succeed. */
type Request = Readonly<{
  url: string
  headers?: Headers
  payload?: string | Buffer
  /** Id of what it is done to; unset: the answer tells, or it is the one who asks. */
  subjectId?: string
}>

/** Something that changes the product, and what the audit trail must tell of it. */
type Deed = Readonly<{
  action: string
  subject: string
  /** `change`: before and after; `new`: after; `act`: no document of the business changes, so neither. */
  tells: 'change' | 'new' | 'act'
  /** Makes what the request needs; answers the request. */
  prepare(house: House, admin: Headers): Promise<Request> | Request
}>

const WITHIN = { withinMs: 60_000 }
const json = (url: string, body: unknown, more: Partial<Request> = {}): Request => ({
  url,
  payload: JSON.stringify(body),
  ...more,
  headers: { 'content-type': 'application/json', ...more.headers },
})

const fresh = () => randomUUID().slice(0, 8)
const newOperator = () => ({
  username: `u-${fresh()}`,
  name: '林',
  role: 'operator',
  password: 'a-long-password',
})
const newApiKey = () => ({ name: `till-${fresh()}`, scopes: ['events:write'] })
const newProduct = () => ({
  name: '桂花乌龙',
  category: '奶茶',
  kind: 'goods',
  skus: [{ name: '中杯', code: `GH-${fresh()}`, priceFen: 1680, stock: 10 }],
})
const newBlocked = () => ({
  type: 'member_no',
  value: `M-${fresh()}`,
  scope: 'pos-1',
  reason: 'test',
})
const newView = () => ({ name: `v-${fresh()}`, filter: { ordered: 'no' } })
const savedView = async (house: House, admin: Headers) =>
  (await post(house, admin, json('/api/customer-views', newView()), SavedView)).viewId
const SavedView = z.object({ viewId: z.string() })
const newCode = (): Request => {
  const headers = { 'idempotency-key': randomUUID() }
  return json('/api/channel-codes', { name: '门口', userids: ['zhangsan'] }, { headers })
}

/** Sends a preparing request and answers its body. */
async function post<Schema extends z.ZodType>(
  { app }: House,
  admin: Headers,
  { url, payload, headers }: Request,
  schema: Schema,
): Promise<z.output<Schema>> {
  const answer = await app.inject({
    method: 'POST',
    url,
    payload: payload ?? '',
    headers: { ...admin, ...headers },
  })
  return schema.parse(answer.json())
}

const product = (house: House, admin: Headers) =>
  post(house, admin, json('/api/products', newProduct()), Product)
const Product = z.object({ productId: z.string(), skus: z.array(z.object({ skuId: z.string() })) })

async function picture(): Promise<Request> {
  const file = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#c8402f' } })
    .jpeg()
    .toBuffer()
  const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
  const payload = Buffer.concat([Buffer.from(head), file, Buffer.from('\r\n--b--\r\n')])
  const headers = { 'content-type': 'multipart/form-data; boundary=b' }
  return { url: '/api/pictures', headers, payload }
}

const RULES = '/api/identity/rules'
const newRules = () => ({
  numbers: {
    ...{ maxIdentifiers: 50, maxClaimants: 5, maxPhones: 10 },
    ...{ silenceDays: 90, patientSilenceDays: 365 },
  },
  sources: [],
  reason: 'another try',
})
const rulesRows = ({ system }: House) =>
  system.deps.db.collection<{ _id: number; trial: object | null }>('identity_rules')

/** A draft whose dry run is under way or done, while nobody works on it. Answers its revision. */
async function rulesDraft(
  house: House,
  admin: Headers,
  state?: 'running' | 'done',
): Promise<number> {
  const jobs = house.system.deps.db.collection<{ _id: string }>('jobs')
  const lease = { token: 'held', leasedUntil: new Date(Date.now() + 3_600_000) }
  await waitUntil(async () => {
    const free = { _id: 'customers.rules', token: { $in: [null, 'held'] } }
    expect((await jobs.updateOne(free as object, { $set: lease })).matchedCount).toBe(1)
  }, WITHIN)
  await rulesRows(house).deleteMany({})
  const Made = z.object({ revision: z.int() })
  const { revision } = await post(house, admin, json(RULES, newRules()), Made)
  if (state !== undefined) {
    const none = { visited: 0, stays: 0, merges: 0, splits: 0, waits: 0, gone: 0, founded: 0 }
    const actor = { operatorId: 'opr_1', name: '林' }
    const run = { state, cursor: null, total: 0, counts: none, actor, startedAt: new Date() }
    await rulesRows(house).updateOne({ _id: 2 }, { $set: { trial: { ...run, endedAt: null } } })
  }
  return revision
}

async function customerWithPhone({ system }: House): Promise<string> {
  const source = newSource()
  const identifiers = { phone: `139${String(Date.now()).slice(-8)}`, memberNo: `M-${source}` }
  await system.openApi().sendEvents([eventOf({ source, identifiers })])
  await system.drain()
  return (await system.openApi().resolve({ member_no: identifiers.memberNo, source })) ?? 'nobody'
}

const Shown = z.object({ words: z.array(z.unknown()), token: z.string() })

/** That two customers are one person, as it was previewed. */
async function sameness(house: House, admin: Headers) {
  const { system } = house
  const source = newSource()
  const cards = ['A', 'B'].map((memberNo) => eventOf({ source, identifiers: { memberNo } }))
  await system.openApi().sendEvents(cards)
  await system.drain()
  const words = [{ kind: 'same', a: `member_no:${source}:A`, b: `member_no:${source}:B` }]
  const shown = await post(house, admin, json('/api/identity/previews', { words }), Shown)
  return json('/api/identity/decisions', { ...shown, reason: 'one till twice' })
}

async function decision(house: House, admin: Headers): Promise<string> {
  const Made = z.object({ decisionIds: z.array(z.string()) })
  const { decisionIds } = await post(house, admin, await sameness(house, admin), Made)
  return decisionIds[0] ?? 'none'
}

/** A difference about somebody that waits for an operator. */
async function waiting({ system }: House): Promise<string> {
  const source = newSource()
  await system.openApi().sendEvents([eventOf({ source, identifiers: { memberNo: 'A' } })])
  await system.drain()
  const row = { _id: `pnd_${fresh()}`, keys: [`member_no:${source}:A`], why: 'too-many-merges' }
  const rows = system.deps.db.collection<typeof row & { at: Date }>('identity_pending')
  await rows.insertOne({ ...row, at: new Date() })
  return row._id
}

const REVIEWS = '/api/identity/reviews'

/** Two people of WeChat who have both proved one phone. */
async function contradiction(house: House, admin: Headers) {
  const { system } = house
  const phone = `136${String(Date.now()).slice(-8)}`
  for (const name of ['小满', '小寒']) {
    const { personId } = await system.control.addPerson({ name })
    const { externalUserid } = await system.control.scan({ personId, userid: 'zhangsan' })
    await system.drain()
    const identifiers = { externalUserid, phone, phoneVerified: true }
    await system.openApi().sendEvents([eventOf({ source: newSource(), identifiers })])
  }
  await system.drain()
  const read = async <Shape extends z.ZodType>(url: string, shape: Shape) =>
    shape.parse((await house.ask('GET', url, { headers: admin })).json())
  const Queue = z.object({ items: z.array(z.object({ reviewId: z.string(), title: z.string() })) })
  const { items } = await read(`${REVIEWS}?limit=100`, Queue)
  const { reviewId } = items.find(({ title }) => title.includes(phone.slice(-4))) ?? {}
  const Marked = z.object({ reviewId: z.string(), evidence: z.string() })
  return read(`${REVIEWS}/${reviewId}`, Marked)
}

/** Somebody's contact, and a phone that they say is theirs. */
async function phoneOfContact({ system }: House) {
  const { personId, phone } = await system.control.addPerson({ name: '小满' })
  const { externalUserid } = await system.control.scan({ personId, userid: 'zhangsan' })
  await system.drain()
  return { externalUserid, phone }
}

/** The same order paid twice with different sums: the second event is dead. */
async function deadEvent({ system }: House): Promise<string> {
  const source = newSource()
  const first = paid({ source, orderNo: 'A1', paidFen: 100 })
  const second = paid({ source, orderNo: 'A1', paidFen: 200 })
  await system.openApi().sendEvents([first, second])
  await system.drain()
  const row = { state: 'dead', source } as const
  const dead = await system.deps.db.collection<{ _id: string }>('inbox').findOne(row)
  return dead?._id ?? 'none is dead'
}

/** A delivery to somebody who is not there: dead at its first attempt. */
async function deadDelivery({ system }: House): Promise<string> {
  const rows = system.deps.db.collection<{ _id: string }>('outbox')
  const _id = `evt_${fresh()}:nobody`
  const [now, type] = [new Date(), 'order.paid']
  const flags = { isInner: true, isFast: false, sealed: '', attempts: 0, state: 'pending' }
  const row = { _id, eventId: _id, type, subscriber: 'nobody', dueAt: now, createdAt: now }
  await rows.insertOne({ ...row, ...flags })
  await waitUntil(async () => {
    expect(await rows.findOne({ _id })).toMatchObject({ state: 'dead' })
  }, WITHIN)
  return _id
}

const form = (text: string): Request => {
  const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="m.csv"\r\n\r\n'
  const headers = { 'content-type': 'multipart/form-data; boundary=b' }
  return { url: '/api/imports?kind=members', headers, payload: `${head}${text}\r\n--b--\r\n` }
}

const MEMBERS = { mapping: { memberNo: 0 }, source: 'crm', isTrusted: true, phonesVerified: false }
const Uploaded = z.object({ importId: z.string() })

/** A file of so many members that is uploaded, and goes on to this state. */
async function importIn(
  house: House,
  admin: Headers,
  { rows, state }: Readonly<{ rows: number; state: 'uploaded' | 'checked' | 'running' | 'done' }>,
): Promise<string> {
  const lines = Array.from({ length: rows }, (_, n) => `${fresh()}${n}`)
  const file = form(`会员号\n${lines.join('\n')}\n`)
  const { importId } = await post(house, admin, file, Uploaded)
  const url = `/api/imports/${importId}`
  const until = (status: string) =>
    waitUntil(async () => {
      const answer = await house.ask('GET', url, { headers: admin })
      expect(answer.json()).toMatchObject({ status })
    }, WITHIN)
  if (state !== 'uploaded') {
    await post(house, admin, json(`${url}/check`, MEMBERS), z.unknown())
    await until('checked')
  }
  if (state === 'running' || state === 'done') {
    await post(house, admin, { url: `${url}/run` }, z.unknown())
  }
  if (state === 'done') {
    await until('done')
  }
  return importId
}

/** Asked with a body because the question is too long for an address: they change nothing. */
export const QUESTIONS: readonly string[] = [
  'POST /api/identity/previews',
  'POST /api/identity/decisions/:decisionId/undo/preview',
  'POST /api/identity/history/:historyId/undo/preview',
]

export const DEEDS: Readonly<Record<string, Deed>> = {
  ...MONEY_DEEDS,
  'POST /api/session': {
    ...{ action: 'operator.log-in', subject: 'operator', tells: 'act' },
    prepare: () => json('/api/session', { username: 'admin', password: 'test-admin-password' }),
  },
  'POST /api/sidebar/session': {
    ...{ action: 'operator.log-in', subject: 'operator', tells: 'act' },
    prepare: async ({ staffLogIn }) => {
      const { headers, payload } = await staffLogIn('zhangsan')
      return json('/api/sidebar/session', payload, { headers })
    },
  },
  'DELETE /api/session': {
    ...{ action: 'operator.log-out', subject: 'operator', tells: 'act' },
    prepare: async ({ logIn }) => ({ url: '/api/session', headers: await logIn() }),
  },
  'POST /api/operators': {
    ...{ action: 'operator.create', subject: 'operator', tells: 'new' },
    prepare: () => json('/api/operators', newOperator()),
  },
  'PATCH /api/operators/:operatorId': {
    ...{ action: 'operator.update', subject: 'operator', tells: 'change' },
    prepare: async (house, admin) => {
      const Made = z.object({ operatorId: z.string() })
      const { operatorId } = await post(house, admin, json('/api/operators', newOperator()), Made)
      const change = { password: 'another-password' }
      return json(`/api/operators/${operatorId}`, change, { subjectId: operatorId })
    },
  },
  'POST /api/api-keys': {
    ...{ action: 'api-key.make', subject: 'api-key', tells: 'new' },
    prepare: () => json('/api/api-keys', newApiKey()),
  },
  'POST /api/api-keys/:apiKeyId/revoke': {
    ...{ action: 'api-key.revoke', subject: 'api-key', tells: 'change' },
    prepare: async (house, admin) => {
      const Made = z.object({ apiKeyId: z.string() })
      const { apiKeyId } = await post(house, admin, json('/api/api-keys', newApiKey()), Made)
      return { url: `/api/api-keys/${apiKeyId}/revoke`, subjectId: apiKeyId }
    },
  },
  'PUT /api/brand': {
    ...{ action: 'brand.save', subject: 'brand', tells: 'change' },
    prepare: () => json('/api/brand', { name: '山野' }, { subjectId: 'brand' }),
  },
  'PUT /api/stores/:storeCode': {
    ...{ action: 'store.save', subject: 'store', tells: 'change' },
    prepare: async ({ system }) => {
      const console = await system.asOperator()
      await console.saveStore({ storeCode: 'S1', name: '南山店' })
      return json('/api/stores/S1', { name: '科苑店' }, { subjectId: 'S1' })
    },
  },
  'POST /api/channel-codes': {
    ...{ action: 'channel-code.create', subject: 'channel-code', tells: 'new' },
    prepare: newCode,
  },
  'PATCH /api/channel-codes/:channelCodeId': {
    ...{ action: 'channel-code.edit', subject: 'channel-code', tells: 'change' },
    prepare: async (house, admin) => {
      const Made = z.object({ channelCodeId: z.string() })
      const { channelCodeId: subjectId } = await post(house, admin, newCode(), Made)
      return json(`/api/channel-codes/${subjectId}`, { name: '货架' }, { subjectId })
    },
  },
  'POST /api/customer-views': {
    ...{ action: 'customer-view.create', subject: 'customer-view', tells: 'new' },
    prepare: () => json('/api/customer-views', newView()),
  },
  'PATCH /api/customer-views/:viewId': {
    ...{ action: 'customer-view.update', subject: 'customer-view', tells: 'change' },
    prepare: async (house, admin) => {
      const subjectId = await savedView(house, admin)
      return json(`/api/customer-views/${subjectId}`, { name: `v-${fresh()}` }, { subjectId })
    },
  },
  'PUT /api/customer-views/:viewId/sharing': {
    ...{ action: 'customer-view.share', subject: 'customer-view', tells: 'change' },
    prepare: async (house, admin) => {
      const subjectId = await savedView(house, admin)
      return json(`/api/customer-views/${subjectId}/sharing`, { isShared: true }, { subjectId })
    },
  },
  'DELETE /api/customer-views/:viewId': {
    ...{ action: 'customer-view.delete', subject: 'customer-view', tells: 'change' },
    prepare: async (house, admin) => {
      const subjectId = await savedView(house, admin)
      return { url: `/api/customer-views/${subjectId}`, subjectId }
    },
  },
  'POST /api/customers/:customerId/phones/reveal': {
    ...{ action: 'customer.phones-revealed', subject: 'customer', tells: 'new' },
    prepare: async (house) => {
      const subjectId = await customerWithPhone(house)
      return { url: `/api/customers/${subjectId}/phones/reveal`, subjectId }
    },
  },
  'POST /api/sidebar/phone-checks': {
    ...{ action: 'phone-check.send', subject: 'phone-check', tells: 'new' },
    prepare: async (house) => json('/api/sidebar/phone-checks', await phoneOfContact(house)),
  },
  'POST /api/sidebar/phone-checks/:checkId/proof': {
    ...{ action: 'phone-check.prove', subject: 'phone-check', tells: 'change' },
    prepare: async (house, admin) => {
      const wanted = await phoneOfContact(house)
      const Made = z.object({ checkId: z.string() })
      const { checkId } = await post(house, admin, json('/api/sidebar/phone-checks', wanted), Made)
      const Texts = z.object({ messages: z.array(z.object({ text: z.string() })) })
      const { body } = await house.system.control.send('GET', `/sms?phone=${wanted.phone}`, Texts)
      const code = /\d{6}/.exec(body.messages[0]?.text ?? '')?.[0] ?? ''
      const url = `/api/sidebar/phone-checks/${checkId}/proof`
      return json(url, { code }, { subjectId: checkId })
    },
  },
  'POST /api/identity/blocked': {
    ...{ action: 'blocked-value.add', subject: 'blocked-value', tells: 'new' },
    prepare: () => {
      const body = newBlocked()
      return json('/api/identity/blocked', body, { subjectId: `member_no:pos-1:${body.value}` })
    },
  },
  'POST /api/identity/blocked/:key/removal': {
    ...{ action: 'blocked-value.remove', subject: 'blocked-value', tells: 'change' },
    prepare: async (house, admin) => {
      const Made = z.object({ key: z.string() })
      const { key } = await post(house, admin, json('/api/identity/blocked', newBlocked()), Made)
      const url = `/api/identity/blocked/${encodeURIComponent(key)}/removal`
      return json(url, { reason: 'mistaken' }, { subjectId: key })
    },
  },
  'POST /api/identity/decisions': {
    ...{ action: 'identity.decide', subject: 'identity-decision', tells: 'new' },
    prepare: sameness,
  },
  'POST /api/identity/decisions/:decisionId/undo': {
    ...{ action: 'identity.undo-decision', subject: 'identity-decision', tells: 'change' },
    prepare: async (house, admin) => {
      const subjectId = await decision(house, admin)
      const url = `/api/identity/decisions/${subjectId}/undo`
      const { token } = await post(house, admin, { url: `${url}/preview` }, Shown)
      return json(url, { token, reason: 'mistaken' }, { subjectId })
    },
  },
  'POST /api/identity/pending/:pendingId/apply': {
    ...{ action: 'identity.let-through', subject: 'identity-pending', tells: 'change' },
    prepare: async (house) => {
      const subjectId = await waiting(house)
      return json(`/api/identity/pending/${subjectId}/apply`, { reason: 'seen' }, { subjectId })
    },
  },
  'POST /api/identity/reviews/:reviewId/aside': {
    ...{ action: 'identity.review-aside', subject: 'identity-review', tells: 'change' },
    prepare: async (house, admin) => {
      const { reviewId, evidence } = await contradiction(house, admin)
      const body = { evidence, reason: 'nobody can tell yet' }
      return json(`${REVIEWS}/${reviewId}/aside`, body, { subjectId: reviewId })
    },
  },
  'POST /api/identity/reviews/:reviewId/take-up': {
    ...{ action: 'identity.review-take-up', subject: 'identity-review', tells: 'change' },
    prepare: async (house, admin) => {
      const { reviewId, evidence } = await contradiction(house, admin)
      const body = { evidence, reason: 'nobody can tell yet' }
      const aside = { headers: admin, payload: body }
      expect(await house.ask('POST', `${REVIEWS}/${reviewId}/aside`, aside)).toMatchObject({
        statusCode: 204,
      })
      const url = `${REVIEWS}/${reviewId}/take-up`
      return json(url, { reason: 'now they can' }, { subjectId: reviewId })
    },
  },
  'POST /api/identity/rules': {
    ...{ action: 'identity-rules.draft', subject: 'identity-rules', tells: 'new' },
    prepare: async (house) => {
      await rulesRows(house).deleteMany({})
      return json(RULES, newRules(), { subjectId: '2' })
    },
  },
  'PUT /api/identity/rules/:version': {
    ...{ action: 'identity-rules.edit', subject: 'identity-rules', tells: 'change' },
    prepare: async (house, admin) => {
      const body = { ...newRules(), reason: 'others', revision: await rulesDraft(house, admin) }
      return json(`${RULES}/2`, body, { subjectId: '2' })
    },
  },
  'POST /api/identity/rules/:version/trial': {
    ...{ action: 'identity-rules.try', subject: 'identity-rules', tells: 'change' },
    prepare: async (house, admin) => {
      const revision = await rulesDraft(house, admin)
      return json(`${RULES}/2/trial`, { revision }, { subjectId: '2' })
    },
  },
  'POST /api/identity/rules/:version/discard': {
    ...{ action: 'identity-rules.discard', subject: 'identity-rules', tells: 'change' },
    prepare: async (house, admin) => {
      const revision = await rulesDraft(house, admin)
      return json(`${RULES}/2/discard`, { revision }, { subjectId: '2' })
    },
  },
  'POST /api/identity/rules/:version/stop': {
    ...{ action: 'identity-rules.stop', subject: 'identity-rules', tells: 'change' },
    prepare: async (house, admin) => {
      await rulesDraft(house, admin, 'running')
      return { url: `${RULES}/2/stop`, subjectId: '2' }
    },
  },
  'POST /api/identity/rules/:version/application': {
    ...{ action: 'identity-rules.apply', subject: 'identity-rules', tells: 'change' },
    prepare: async (house, admin) => {
      const revision = await rulesDraft(house, admin, 'done')
      const body = { revision, reason: 'looked at' }
      return json(`${RULES}/2/application`, body, { subjectId: '2' })
    },
  },
  'POST /api/customers/:customerId/erasures': {
    ...{ action: 'customer.erase-requested', subject: 'customer', tells: 'new' },
    prepare: async (house) => {
      const subjectId = await customerWithPhone(house)
      const wish = { confirm: '删除', reason: '本人要求' }
      return json(`/api/customers/${subjectId}/erasures`, wish, { subjectId })
    },
  },
  'POST /api/inbox/events/:key/replay': {
    ...{ action: 'inbox.replay', subject: 'inbox-event', tells: 'change' },
    prepare: async (house) => {
      const subjectId = await deadEvent(house)
      const url = `/api/inbox/events/${encodeURIComponent(subjectId)}/replay`
      return json(url, { reason: 'mended' }, { subjectId })
    },
  },
  'POST /api/outbox/:id/retry': {
    ...{ action: 'outbox.retry', subject: 'delivery', tells: 'change' },
    prepare: async (house) => {
      const subjectId = await deadDelivery(house)
      const url = `/api/outbox/${encodeURIComponent(subjectId)}/retry`
      return json(url, { reason: 'mended' }, { subjectId })
    },
  },
  'POST /api/inbox/replays': {
    ...{ action: 'inbox.replay-many', subject: 'inbox-events', tells: 'change' },
    prepare: async (house) => {
      const keys = [await deadEvent(house)]
      return json('/api/inbox/replays', { keys, reason: 'mended' }, { subjectId: 'dead' })
    },
  },
  'POST /api/outbox/retries': {
    ...{ action: 'outbox.retry-many', subject: 'deliveries', tells: 'change' },
    prepare: async (house) => {
      const ids = [await deadDelivery(house)]
      return json('/api/outbox/retries', { ids, reason: 'mended' }, { subjectId: 'dead' })
    },
  },
  'POST /api/jobs/:name/run': {
    ...{ action: 'job.run', subject: 'job', tells: 'act' },
    prepare: () => ({ url: '/api/jobs/wecom.sync-staff/run', subjectId: 'wecom.sync-staff' }),
  },
  'POST /api/reconcile/contacts': {
    ...{ action: 'job.run', subject: 'job', tells: 'act' },
    prepare: () => ({ url: '/api/reconcile/contacts', subjectId: 'wecom.reconcile-contacts' }),
  },
  'POST /api/pictures': {
    ...{ action: 'picture.upload', subject: 'picture', tells: 'new' },
    prepare: picture,
  },
  'POST /api/products': {
    ...{ action: 'product.create', subject: 'product', tells: 'new' },
    prepare: () => json('/api/products', newProduct()),
  },
  'PATCH /api/products/:productId': {
    ...{ action: 'product.update', subject: 'product', tells: 'change' },
    prepare: async (house, admin) => {
      const { productId: subjectId } = await product(house, admin)
      return json(`/api/products/${subjectId}`, { name: '桂花茶' }, { subjectId })
    },
  },
  'PUT /api/skus/:skuId/stock': {
    ...{ action: 'stock.set', subject: 'sku', tells: 'change' },
    prepare: async (house, admin) => {
      const { skus } = await product(house, admin)
      const subjectId = skus[0]?.skuId ?? 'none'
      return json(`/api/skus/${subjectId}/stock`, { total: 5, reason: 'counted' }, { subjectId })
    },
  },
  'POST /api/imports': {
    ...{ action: 'import.upload', subject: 'import', tells: 'new' },
    prepare: () => form('会员号\nC1\n'),
  },
  'POST /api/imports/:importId/check': {
    ...{ action: 'import.check', subject: 'import', tells: 'change' },
    prepare: async (house, admin) => {
      const subjectId = await importIn(house, admin, { rows: 1, state: 'uploaded' })
      return json(`/api/imports/${subjectId}/check`, MEMBERS, { subjectId })
    },
  },
  'POST /api/imports/:importId/run': {
    ...{ action: 'import.run', subject: 'import', tells: 'change' },
    prepare: async (house, admin) => {
      const subjectId = await importIn(house, admin, { rows: 1, state: 'checked' })
      return { url: `/api/imports/${subjectId}/run`, subjectId }
    },
  },
  'POST /api/imports/:importId/stop': {
    ...{ action: 'import.stop', subject: 'import', tells: 'change' },
    // several batches, so that it is still at work when it is told to stop
    prepare: async (house, admin) => {
      const subjectId = await importIn(house, admin, { rows: 5_000, state: 'running' })
      return { url: `/api/imports/${subjectId}/stop`, subjectId }
    },
  },
  'POST /api/imports/:importId/undo': {
    ...{ action: 'import.undo', subject: 'import', tells: 'change' },
    prepare: async (house, admin) => {
      const subjectId = await importIn(house, admin, { rows: 1, state: 'done' })
      return json(`/api/imports/${subjectId}/undo`, { reason: 'mistaken' }, { subjectId })
    },
  },
}
