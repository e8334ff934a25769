import { z } from 'zod'
import { jsonClient } from './json-client.js'

/** The sandbox's control API: what people do in WeChat, and what it saw. */
export type SandboxClient = ReturnType<typeof sandboxClient>

const Person = z.object({
  personId: z.string(),
  name: z.string(),
  phone: z.string(),
  openid: z.string(),
  unionid: z.string(),
  externalUserid: z.string(),
})
export type SandboxPerson = z.output<typeof Person>

const Seeded = z.object({
  people: z.array(Person.omit({ name: true }).extend({ key: z.string().nullable() })),
  contacts: z.int(),
  unknown: z.int(),
})
export type SeededPerson = z.output<typeof Seeded>['people'][number]

const Scanned = z.object({
  userid: z.string(),
  externalUserid: z.string(),
  alreadyFriends: z.boolean(),
  welcomeCode: z.string().nullable(),
  callbackId: z.string().nullable(),
})
const Delivery = z.object({
  id: z.string(),
  area: z.string(),
  kind: z.string(),
  plaintext: z.string(),
  state: z.string(),
  createdAt: z.number(),
  attempts: z.array(
    z.object({ at: z.string(), status: z.int().nullable(), durationMs: z.number() }),
  ),
})
export type SandboxDelivery = z.output<typeof Delivery>

const Message = z.object({
  at: z.number(),
  ageMs: z.number(),
  userid: z.string(),
  externalUserid: z.string(),
  text: z.string(),
})
const Paid = z.object({
  outTradeNo: z.string(),
  transactionId: z.string().nullable(),
  callbackId: z.string().nullable(),
})
const Refunds = z.object({
  refunds: z.array(z.object({ outRefundNo: z.string(), status: z.string(), refundFen: z.int() })),
})
const World = z.object({
  counts: z.record(z.string(), z.int()),
  now: z.string(),
  staff: z.array(z.object({ userid: z.string(), name: z.string() })),
})
const Call = z.object({ api: z.string(), status: z.int(), at: z.string() })

export function sandboxClient(sandboxUrl: string) {
  const send = jsonClient(`${sandboxUrl}/control`)
  const get = async <Schema extends z.ZodType>(path: string, schema: Schema) =>
    (await send('GET', path, schema)).body
  const post = async <Schema extends z.ZodType>(path: string, body: unknown, schema: Schema) =>
    (await send('POST', path, schema, { body })).body

  return {
    url: sandboxUrl,
    send,
    credentials: () => get('/credentials', z.record(z.string(), z.unknown())),
    world: () => get('/world', World),
    seed: (load: unknown) => post('/world/seed', load, Seeded),

    addPerson: (
      person: Readonly<{
        name: string
        key?: string
        phone?: string
        gender?: 0 | 1 | 2
        /** False: WeCom does not tell it yet. */
        unionidVisible?: boolean
      }>,
    ) => post('/people', person, Person),
    /** From now on WeCom tells the unionid. */
    bindUnionid: (personId: string) => post(`/people/${personId}/bind-unionid`, {}, z.unknown()),
    /** A person scans a channel code and becomes a contact. */
    scan: (scan: Readonly<{ personId: string; state?: string; userid?: string }>) =>
      post('/scan', scan, Scanned),
    deleteByCustomer: (pair: Readonly<{ userid: string; externalUserid: string }>) =>
      post('/contacts/delete-by-customer', pair, z.object({ callbackId: z.string() })),
    deleteByStaff: (pair: Readonly<{ userid: string; externalUserid: string }>) =>
      post('/contacts/delete-by-staff', pair, z.object({ callbackId: z.string() })),
    /** What wx.login would give this person. */
    loginCode: async (personId: string) =>
      (await post('/mini/login', { personId }, z.object({ code: z.string() }))).code,
    phoneCode: async (personId: string) =>
      (await post('/mini/phone-code', { personId }, z.object({ code: z.string() }))).code,
    /** The person confirms in WeChat's pay sheet. */
    confirmPayment: (prepayId: string) => post('/pay/confirm', { prepayId }, Paid),
    /** The same where the bank was slow: the order may be closed or over by now. */
    confirmLate: (prepayId: string) => post('/pay/confirm', { prepayId, isSlow: true }, Paid),
    /** The bill of a day will say something wrong. */
    spoilBill: (
      spoil: Readonly<{
        date: string
        kind: 'changed-amount' | 'missing-row'
        /** transaction_id. */
        no: string
        amountFen?: number
        bill: 'trade' | 'both'
      }>,
    ) => post('/pay/bills/spoil', spoil, z.unknown()),
    /** What has become of the refunds of a payment at WeChat, newest first. */
    refundsOf: async (outTradeNo: string) =>
      (await get(`/pay/refunds?limit=50&outTradeNo=${outTradeNo}`, Refunds)).refunds,

    /** Messages that reached a person, newest first. */
    messages: async (externalUserid: string) => {
      const path = `/messages?externalUserid=${encodeURIComponent(externalUserid)}`
      return (await get(path, z.object({ messages: z.array(Message) }))).messages
    },
    /** Answers once no callback is on its way or due; throws while one is. */
    async callbacksDelivered() {
      const { idle } = await get('/idle', z.object({ idle: z.boolean() }))
      if (!idle) {
        throw new Error('callbacks are still on their way')
      }
    },
    callback: (callbackId: string) => get(`/callbacks/${callbackId}`, Delivery),
    /** Calls of the server whose API contains `api`, newest first. */
    calls: async (api: string, limit = 50) =>
      (
        await get(
          `/requests?api=${encodeURIComponent(api)}&limit=${limit}`,
          z.object({ requests: z.array(Call) }),
        )
      ).requests,
    addFault: (fault: unknown) => post('/faults', fault, z.object({ id: z.string() })),
    advanceClock: (ms: number) => post('/clock/advance', { ms }, z.object({ nowMs: z.number() })),
  }
}
