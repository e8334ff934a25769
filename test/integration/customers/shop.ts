import {
  customersMigrations,
  customersModule,
  identifierKey,
  type CustomerFact,
  type MiniPlatform,
  type RelationView,
  type SeenIdentifier,
  type TagOfCustomer,
} from '../../../server/modules/customers/index.js'
import { identityCollections } from '../../../server/modules/customers/identity.model.js'
import { reviewCollections } from '../../../server/modules/customers/resolution/reviews.model.js'
import { timelineCollection } from '../../../server/modules/customers/timeline.model.js'
import { blindIndex, piiCipher } from '../../../server/platform/crypto/index.js'
import { AppError, refuse, type Result } from '../../../server/platform/errors/index.js'
import type { NewOutboxEvent } from '../../../server/platform/outbox/index.js'
import { isDuplicateKey, transactions } from '../../../server/platform/mongo/index.js'
import {
  decideBatch,
  defineStep,
  type InboundEvent,
  type NewInboundEvent,
} from '../../../server/platform/pipeline/index.js'
import { useDatabase } from '../../support/database.js'

/** The customers module on a real replica set, with the outside world in memory. */

export const NOON = new Date('2026-03-01T12:00:00+08:00')
export const minutes = (n: number) => new Date(NOON.getTime() + n * 60_000)
const MAX_TRIES = 40

type Code = Result<{ openid: string; unionid?: string }, 'login-code-invalid' | 'login-blocked'>

export function useShop() {
  const database = useDatabase(customersMigrations)
  const cipher = piiCipher(new Map([['k1', Buffer.alloc(32, 1)]]))
  const clock = { now: () => NOON }
  const codes = new Map<string, Code>()
  const phoneCodes = new Map<string, string>()
  const inbox = new Map<string, NewInboundEvent>()
  const relations: RelationView[] = []
  const tags: TagOfCustomer[] = []
  const audited: unknown[] = []
  const outbox: NewOutboxEvent[] = []
  let module: ReturnType<typeof customersModule> | undefined

  const platform: MiniPlatform = {
    // A code works once.
    sessionOfCode: (code) => {
      const session = codes.get(code) ?? refuse('login-code-invalid')
      codes.delete(code)
      return Promise.resolve(session)
    },
    phoneOfCode: (code) => {
      const phone = phoneCodes.get(code)
      phoneCodes.delete(code)
      return Promise.resolve(
        phone === undefined ? refuse('phone-code-invalid') : { ok: true, value: { phone } },
      )
    },
  }

  beforeAll(() => {
    module = customersModule({
      db: database.db,
      cipher,
      phoneIndex: blindIndex(Buffer.alloc(32, 2)),
      mini: platform,
      inbox: {
        insert: (event) => Promise.resolve(inbox.has(event.key) || inbox.set(event.key, event)),
      },
      relations: {
        relationsOf: (keys) =>
          Promise.resolve(relations.filter(({ identifierKey }) => keys.includes(identifierKey))),
        tagsOf: (keys) =>
          Promise.resolve(tags.filter(({ identifierKey }) => keys.includes(identifierKey))),
        contactsOf: (asked, limit) => {
          const found =
            'userid' in asked
              ? relations.filter(
                  ({ userid, state }) => userid === asked.userid && state === 'active',
                )
              : tags.filter(({ name }) => name === asked.tag)
          return Promise.resolve(found.slice(0, limit).map(({ identifierKey }) => identifierKey))
        },
      },
      audit: { record: (entry) => Promise.resolve(void audited.push(entry)) },
      erased: {
        isErased: () => Promise.resolve(false),
        isBeingErased: () => Promise.resolve(false),
      },
      brand: { brand: () => Promise.resolve({ name: '山野茶铺' }) },
      clock,
      inTransaction: transactions(database.db),
      outbox: { append: (events) => Promise.resolve(void outbox.push(...events)) },
      wakeOutbox: () => undefined,
      requestJob: () => Promise.resolve(true),
      config: {
        secrets: { session: 'a secret of the session' },
        wecom: { corpId: 'ww1' },
        mini: { appId: 'wx1', unionidScope: 'main' },
        sandbox: { url: 'http://127.0.0.1:3100' },
      },
    })
  })
  beforeEach(async () => {
    await database.empty()
    for (const list of [codes, phoneCodes, inbox]) {
      list.clear()
    }
    relations.length = 0
    tags.length = 0
    audited.length = 0
    outbox.length = 0
    shop().rules.doubt()
  })

  const shop = () => {
    if (module === undefined) {
      throw new Error('the shop opens in beforeAll')
    }
    return module
  }

  /** Works events as one batch, again while somebody else was faster, as the worker does; answers the tries. */
  async function work(...events: InboundEvent[]): Promise<number> {
    for (let tries = 1; ; tries += 1) {
      try {
        const plan = await decideBatch([handOver, shop().step], events)
        await transactions(database.db)((tx) => plan.write(tx))
        return tries
      } catch (error) {
        if (!wasFaster(error) || tries >= MAX_TRIES) {
          throw error
        }
      }
    }
  }

  /** Stores what the mini-program's routes left behind. */
  async function drain(): Promise<void> {
    for (const event of inbox.values()) {
      const { key, source, type, partitionKey, occurredAt, payload } = event
      await work(
        eventOf({ key, source, type, partitionKey, occurredAt, data: JSON.parse(payload) }),
      )
    }
    inbox.clear()
  }

  return {
    database,
    cipher,
    codes,
    phoneCodes,
    inbox,
    relations,
    tags,
    audited,
    outbox,
    shop,
    work,
    drain,
    collections: () => identityCollections(database.db),
    reviews: () => reviewCollections(database.db).reviews,
    timeline: () => timelineCollection(database.db),
    living: () => identityCollections(database.db).customers.find({ state: 'living' }).toArray(),
    resolve: async (query: Record<string, string>) => {
      const found = await shop().identity.resolve(query)
      return found.ok ? found.value : found.code
    },
  }
}

function wasFaster(error: unknown): boolean {
  const codes = ['identity-moved-on', 'transaction-conflict']
  return isDuplicateKey(error) || (error instanceof AppError && codes.includes(error.code))
}

/** Stands for the steps of the modules above: hands over the fact that the event holds. */
const handOver = defineStep<object, object, CustomerFact>({
  name: 'hand-over',
  handles: ({ type }) => type === 'test.fact',
  gather: () => Promise.resolve({}),
  decide: ({ data }) => ({ kind: 'ok', change: null, facts: [data as CustomerFact] }),
  apply: (state) => state,
  write: () => Promise.resolve(),
})

let serial = 0
type EventFields = Partial<InboundEvent> & Pick<InboundEvent, 'type' | 'data'>

export function eventOf(fields: EventFields): InboundEvent {
  serial += 1
  const key = fields.key ?? `event-${serial}`
  return {
    source: 'mini',
    partitionKey: key,
    lane: 'normal',
    occurredAt: NOON,
    receivedAt: NOON,
    attempts: 1,
    ...fields,
    key,
  }
}

export const login = (openid: string, unionid?: string, fields: Partial<InboundEvent> = {}) =>
  eventOf({
    type: 'customer.logged-in',
    ...fields,
    data: {
      type: 'customer.logged-in',
      openid,
      appid: 'wx1',
      unionidScope: 'main',
      ...(unionid === undefined ? {} : { unionid }),
    },
  })

type OpenFields = Readonly<{ isTrusted?: boolean; source?: string; type?: string; at?: Date }>

/** An event of another system, in the shape of the open API. */
export function told(identifiers: Record<string, unknown>, fields: OpenFields = {}): InboundEvent {
  const { isTrusted = true, source = 'pos-1', type = 'customer.identified', at = NOON } = fields
  serial += 1
  const id = `e${serial}`
  const data = { id, source, isTrusted, identifiers, data: {} }
  return eventOf({ key: `open:${source}:${id}`, type, source, occurredAt: at, data })
}

export const proved = (
  type: SeenIdentifier['type'],
  scope: string,
  value: string,
): SeenIdentifier => ({
  key: identifierKey(type, scope, value),
  type,
  scope,
  value,
  strength: 'proved',
})
export const openid = (value: string, appid = 'wx1') => proved('openid', appid, value)
export const unionid = (value: string) => proved('unionid', 'main', value)
export const contact = (value: string) => proved('external_userid', 'ww1', value)

/** What a step of another module says about somebody. */
export function factEvent(
  seen: readonly SeenIdentifier[],
  fields: Partial<CustomerFact> = {},
): InboundEvent {
  const fact: CustomerFact = {
    kind: 'external-contact',
    isTrusted: true,
    at: NOON,
    source: 'wecom',
    ...fields,
    seen,
  }
  return eventOf({ type: 'test.fact', source: fact.source, data: fact })
}

/** A scan as the wecom module tells it. */
export const scan = (externalUserid: string, union?: string, name?: string) =>
  factEvent([contact(externalUserid), ...(union === undefined ? [] : [unionid(union)])], {
    ...(name === undefined ? {} : { profile: { name } }),
  })

/** A paid order of somebody, with its entry. */
export function paid(seen: readonly SeenIdentifier[], paidFen: number, at = NOON): InboundEvent {
  serial += 1
  const orderNo = `A${serial}`
  return factEvent(seen, {
    at,
    kind: 'open-event',
    source: 'pos-1',
    counters: { ordersPaid: 1, paidFen, paidAt: at },
    timeline: [
      {
        entryId: `order:${orderNo}`,
        eventId: `order:${orderNo}`,
        at,
        type: 'order.paid',
        source: 'pos-1',
        group: 'orders',
        summary: `支付了订单`,
        data: { orderNo },
        netFen: paidFen,
      },
    ],
  })
}
