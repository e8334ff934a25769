import { allMigrations } from '../../../server/composition/catalogues.js'
import { identifierKey, type IdentifierKey } from '../../../server/modules/customers/index.js'
import {
  connect,
  MONGO_TIMES,
  runMigrations,
  type Db,
} from '../../../server/platform/mongo/index.js'

/**
 * A world of people as the product would have stored them, straight into the collections: everybody with a log-in and a
 * phone; 2 % of the phones were also typed on a store's tablet, 2 % of the people gave their cashier's phone.
 */

export const APPID = 'wx-bench'
/** Of a tablet, and of a cashier's phone. */
const PEOPLE_AT_ONE = 400
/** One in so many is at a tablet, and the next one at a cashier. */
const ONE_IN = 50
const IN_ONE_INSERT = 2_000
/** An index over millions is built in one command that says nothing meanwhile. */
const SILENCE_MS = 30 * 60_000
const AT = new Date('2026-01-15T04:00:00Z')

const padded = (n: number) => String(n).padStart(9, '0')
export const openidOf = (n: number) => identifierKey('openid', APPID, `o${padded(n)}`)
const unionidOf = (n: number) => identifierKey('unionid', 'main', `u${padded(n)}`)
const phoneOf = (n: number) => identifierKey('phone', 'cn', `p${padded(n)}`)
export const tabletOf = (k: number) => identifierKey('openid', APPID, `t${padded(k)}`)
export const cashierOf = (k: number) => identifierKey('phone', 'cn', `c${padded(k)}`)
const customerId = (name: string) => `cus_bench${name.padStart(17, '0')}`

const isAtTablet = (n: number) => n % ONE_IN === 0
const isAtCashier = (n: number) => n % ONE_IN === 1
const placeOf = (n: number) => Math.floor(n / ONE_IN / PEOPLE_AT_ONE)
/** Tablets, and as many cashiers. */
export const placesIn = (people: number) => placeOf(people - 1) + 1
export const IDENTIFIERS_EACH = 3

/** Seeds and migrates; indexes over many documents are built faster than kept. */
export async function seededWorld(uri: string, dbName: string, people: number): Promise<Db> {
  const db = await connect(uri, {
    ...{ dbName, appName: 'bench' },
    times: { ...MONGO_TIMES, socketMs: SILENCE_MS },
  })
  try {
    for (let start = 0; start < people; start += IN_ONE_INSERT) {
      const count = Math.min(IN_ONE_INSERT, people - start)
      const numbers = Array.from({ length: count }, (_, n) => start + n)
      await insert(db, numbers.map(person))
    }
    const places = Array.from({ length: placesIn(people) }, (_, k) => k)
    await insert(
      db,
      places.map((k) => place(k, people)),
    )
    await runMigrations(db, allMigrations)
    return db
  } catch (error) {
    await db.close()
    throw error
  }
}

type Documents = Readonly<{ identifiers: object[]; links: object[]; customers: object[] }>

async function insert(db: Db, parts: readonly Documents[]): Promise<void> {
  const options = { ordered: false, writeConcern: { w: 1, journal: false } } as const
  const write = async (name: keyof Documents) => {
    const documents = parts.flatMap((part) => part[name])
    if (documents.length > 0) {
      await db.collection(name).insertMany(documents, options)
    }
  }
  await Promise.all([write('identifiers'), write('links'), write('customers')])
}

function person(n: number): Documents {
  const [openid, unionid, own] = [openidOf(n), unionidOf(n), phoneOf(n)]
  const owner = customerId(`p${padded(n)}`)
  const isGuest = isAtCashier(n)
  const phone = isGuest ? cashierOf(placeOf(n)) : own
  return {
    identifiers: [
      identifier(openid, { owner, degree: 2, isCarrier: true }),
      identifier(unionid, { owner, degree: 1 }),
      ...(isGuest ? [] : [identifier(own, { owner, degree: isAtTablet(n) ? 2 : 1 })]),
    ],
    links: [
      link(openid, unionid, 'mini-login'),
      link(openid, phone, 'phone-authorised'),
      ...(isAtTablet(n) ? [link(tabletOf(placeOf(n)), own, 'phone-authorised')] : []),
    ],
    customers: [customer(owner, unionid, isGuest ? 2 : 3)],
  }
}

/** A tablet, which is a customer of its own, and a cashier's phone, which is nobody's. */
function place(k: number, people: number): Documents {
  const first = k * ONE_IN * PEOPLE_AT_ONE
  const beyond = Math.min(people, first + ONE_IN * PEOPLE_AT_ONE)
  const [tablets, guests] = [0, 1].map((at) => Math.ceil((beyond - first - at) / ONE_IN))
  const owner = customerId(`t${padded(k)}`)
  return {
    identifiers: [
      identifier(tabletOf(k), { owner, degree: tablets ?? 0, isCarrier: true }),
      { ...identifier(cashierOf(k), { owner: null, degree: guests ?? 0 }), isShared: true },
    ],
    links: [],
    customers: [customer(owner, tabletOf(k), 1)],
  }
}

type State = Readonly<{ owner: string | null; degree: number; isCarrier?: boolean }>
const NOTHING_PAID = { ordersPaid: 0, paidFen: 0, refundedFen: 0 } as const
const SEEN = { firstSeenAt: AT, lastSeenAt: AT } as const

export function identifier(key: IdentifierKey, { owner, degree, isCarrier = false }: State) {
  const [type = '', scope = '', value = ''] = key.split(':')
  const strength = type === 'phone' ? 'verified' : 'proved'
  return {
    ...{ _id: key, type, scope, value, ownerId: owner, isCarrier, degree, strength },
    ...{ source: 'mini', ...NOTHING_PAID, ...SEEN },
  }
}

export function customer(_id: string, founderKey: IdentifierKey, identifierCount: number) {
  return {
    ...{ _id, state: 'living', founderKey, identifierCount, version: 1, createdAt: AT },
    ...{ ...NOTHING_PAID, ...SEEN, nameKeys: [] },
  }
}

export function link(
  one: IdentifierKey,
  other: IdentifierKey,
  kind: 'mini-login' | 'phone-authorised',
) {
  const [a = one, b = other] = [one, other].sort()
  return {
    ...{ _id: `${a}|${b}|${kind}|mini`, a, b, kind, source: 'mini', isTrusted: true },
    strength: kind === 'mini-login' ? 'proved' : 'verified',
    runs: [{ from: AT, to: AT }],
    count: 1,
  }
}
