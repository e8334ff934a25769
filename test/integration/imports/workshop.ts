import { Readable } from 'node:stream'
import { allMigrations } from '../../../server/composition/catalogues.js'
import { customersStep } from '../../../server/modules/customers/customers.steps.js'
import { decidingRepository } from '../../../server/modules/customers/deciding/deciding.repository.js'
import { retractSource as retracting } from '../../../server/modules/customers/deciding/retract-source.js'
import { joinsPreview } from '../../../server/modules/customers/preview-joins.js'
import { RULES } from '../../../server/modules/customers/resolution/evidence.domain.js'
import { customersRepository } from '../../../server/modules/customers/customers.repository.js'
import { identifierReader } from '../../../server/modules/customers/identifier-reader.js'
import { takeFactsBack } from '../../../server/modules/customers/take-facts-back.js'
import type { CustomerFact } from '../../../server/modules/customers/index.js'
import { waitingRepository } from '../../../server/modules/inbox/waiting.repository.js'
import type { ImportSettings } from '../../../server/modules/imports/imports.domain.js'
import { importsModule } from '../../../server/modules/imports/index.js'
import type { RetractSource } from '../../../server/modules/imports/imports.ports.js'
import { auditRepository, auditService } from '../../../server/modules/operators/index.js'
import { orderStep } from '../../../server/modules/orders/orders.steps.js'
import { ordersRepository } from '../../../server/modules/orders/orders.repository.js'
import { reportedOrderId } from '../../../server/modules/orders/reported.domain.js'
import { withdrawOrders } from '../../../server/modules/orders/withdraw-orders.js'
import { incidentsRepository } from '../../../server/modules/payments/incidents.repository.js'
import { storesRepository, storesService } from '../../../server/modules/stores/index.js'
import { blindIndex, piiCipher } from '../../../server/platform/crypto/index.js'
import { transactions, type Db, type InTransaction } from '../../../server/platform/mongo/index.js'
import { outboxStore } from '../../../server/platform/outbox/index.js'
import { decideBatch, type InboundEvent } from '../../../server/platform/pipeline/index.js'
import { useDatabase } from '../../support/database.js'
import { silentLog } from '../../support/app.js'
import { factoryRules } from '../../support/factory-rules.js'

/** The imports module with everything that it works with, on a real replica set; jobs are run by hand. */

export const NOW = new Date('2026-03-01T12:00:00+08:00')
export const ACTOR = { operatorId: 'opr_1', name: '林' }
const clock = { now: () => NOW }
const cipher = piiCipher(new Map([['k1', Buffer.alloc(32, 1)]]))

type Options = Readonly<{
  /** Stands between the work and the database: to end a life in the middle of it. */
  around?: (inTransaction: InTransaction) => InTransaction
  retractSource?: RetractSource
}>

/** Identity's own, as the composition root gives it. */
export const retraction = (db: Db, inTransaction: InTransaction): RetractSource =>
  retracting({
    ...{ db, inTransaction, clock },
    customers: customersRepository(db),
    deciding: decidingRepository(db),
    audit: auditService({ entries: auditRepository(db), clock }),
    outbox: { append: () => Promise.resolve() },
    rules: () => Promise.resolve(RULES),
    onCommitted: () => undefined,
  })

function workshopOn(db: Db, { around = (same) => same, retractSource }: Options) {
  const phoneIndex = blindIndex(Buffer.alloc(32, 2))
  const reader = identifierReader({ cipher, phoneIndex, unionidScope: 'main', corpId: 'ww1' })
  const plainly = transactions(db)
  const inTransaction = around(plainly)
  const rows = ordersRepository(db)
  const rules = factoryRules()
  const orders = orderStep({
    ...{ orders: rows, incidents: incidentsRepository(db), reader, clock },
    catalog: { offersByCode: async () => new Map() }, // lists of orders name no SKUs
  })
  const people = customersStep({ db, reader, rules, clock })
  const outbox = outboxStore({ db, cipher, subscribers: () => [] })
  const stores = storesService({ stores: storesRepository(db), clock })
  const module = importsModule({
    ...{ db, cipher, clock, inTransaction, reader, outbox },
    log: silentLog(),
    audit: auditService({ entries: auditRepository(db), clock }),
    ordersStep: orders,
    customersStep: people,
    guards: waitingRepository(db),
    stores: stores.all,
    orderIdOf: reportedOrderId,
    withdrawFacts: takeFactsBack({ db, clock, outbox, rules: rules.refresh }),
    withdrawOrders: withdrawOrders(rows),
    previewJoins: joinsPreview({ db, rules: rules.refresh, clock }),
    retractSource: retractSource ?? retraction(db, inTransaction),
    requestJob: () => Promise.resolve(true),
    onCommitted: () => undefined,
  })
  return {
    ...module,
    stores,
    async work({ isStopping = () => false }: { isStopping?: () => boolean } = {}): Promise<void> {
      const [job] = module.jobs
      await job?.run({ cursor: null, saveCursor: () => Promise.resolve(), isStopping })
    },
    async forget(): Promise<void> {
      await module.jobs[1]?.run({
        cursor: null,
        saveCursor: () => Promise.resolve(),
        isStopping: () => false,
      })
    },
    /** Events of the open API, as the inbox has them worked. */
    async tell(events: readonly InboundEvent[]): Promise<void> {
      const plan = await decideBatch<CustomerFact>([orders, people], events)
      await plainly((tx) => plan.write(tx))
    },
  }
}

export type Workshop = ReturnType<typeof workshopOn>

export function useWorkshop(suffix: string) {
  const database = useDatabase(allMigrations, { suffix })
  return {
    get db() {
      return database.db
    },
    empty: database.empty,
    open: (options: Options = {}) => workshopOn(database.db, options),
  }
}

export const SETTINGS: Omit<ImportSettings, 'mapping' | 'statedAt'> = {
  source: 'pos-1',
  isTrusted: true,
  phonesVerified: true,
}

type File = Readonly<{ kind?: 'members' | 'orders'; content: Buffer | string; name?: string }>

/** Uploads a file and answers its id; throws when it is refused. */
export async function upload(workshop: Workshop, { kind = 'members', content, name }: File) {
  const taken = await workshop.imports.upload(
    {
      kind,
      fileName: name ?? 'members.csv',
      content: Readable.from(pieces(Buffer.from(content as string))),
      isTruncated: () => false,
    },
    ACTOR,
  )
  if (!taken.ok) {
    throw new Error(taken.code)
  }
  return taken.value.importId
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  const size = 60_000
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size)
  }
}

type ImportId = Awaited<ReturnType<typeof upload>>

/** Checks with the columns that their heads propose. */
export async function check(
  workshop: Workshop,
  importId: ImportId,
  settings: Partial<ImportSettings> = {},
) {
  const { importDetail } = await import('../../../server/modules/imports/imports.view.js')
  const { known, sample } = valueOf(await workshop.imports.get(importId))
  const { proposal } = importDetail(known, { sample, faults: [] })
  const given = { ...SETTINGS, mapping: proposal, ...settings }
  valueOf(await workshop.imports.check(importId, given, ACTOR))
  await workshop.work()
  return stateOf(workshop, importId)
}

export async function stateOf(workshop: Workshop, importId: ImportId) {
  return valueOf(await workshop.imports.get(importId)).known
}

export async function run(workshop: Workshop, importId: ImportId) {
  valueOf(await workshop.imports.run(importId, ACTOR))
  await workshop.work()
  return stateOf(workshop, importId)
}

export async function undo(workshop: Workshop, importId: ImportId) {
  valueOf(await workshop.imports.undo(importId, '来源错误', ACTOR))
  await workshop.work()
  return stateOf(workshop, importId)
}

export function valueOf<Value>(
  result: Readonly<{ ok: true; value: Value }> | Readonly<{ ok: false; code: string }>,
): Value {
  if (!result.ok) {
    throw new Error(result.code)
  }
  return result.value
}

type Counted = { _id: string; ownerId: string; ordersPaid: number; paidFen: number }

/** Who is with whom, and what each counts: what an import must bring the same whatever happened on the way. */
export async function worldOf(db: Db) {
  const identifiers = await db.collection<Counted>('identifiers').find().toArray()
  const groups = new Map<string, string[]>()
  for (const { _id, ownerId } of identifiers) {
    groups.set(ownerId, [...(groups.get(ownerId) ?? []), _id].sort())
  }
  const counters = identifiers
    .map(({ _id, ordersPaid, paidFen }) => `${_id} ${ordersPaid} ${paidFen}`)
    .sort()
  const sums = await db
    .collection('customers')
    .aggregate<{ ordersPaid: number; paidFen: number }>([
      { $match: { state: 'living' } },
      {
        $group: {
          _id: null,
          ordersPaid: { $sum: '$ordersPaid' },
          paidFen: { $sum: '$paidFen' },
          n: { $sum: 1 },
        },
      },
    ])
    .toArray()
  const count = (collection: string) => db.collection(collection).countDocuments()
  return {
    partition: [...groups.values()].map((keys) => keys.join(' ')).sort(),
    counters,
    sums,
    evidence: await count('evidence'),
    links: await count('links'),
    timeline: await count('timeline'),
    orders: await count('orders'),
  }
}
