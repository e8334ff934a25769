import { identityCollections } from '../../../server/modules/customers/identity.model.js'
import { everybodyRepository } from '../../../server/modules/customers/rules/everybody.repository.js'
import {
  decideTrial,
  firstVersion,
  type Counts,
} from '../../../server/modules/customers/rules/rules.domain.js'
import { rulesCollection } from '../../../server/modules/customers/rules/rules.model.js'
import { rulesRepository } from '../../../server/modules/customers/rules/rules.repository.js'
import { tryRules } from '../../../server/modules/customers/rules/try-rules.js'
import { systemClock } from '../../../server/platform/clock/index.js'
import { transactions, type Db } from '../../../server/platform/mongo/index.js'
import { figure, type Figure } from '../figure.js'
import { secondsOf } from '../statistics.js'

const MIB = 1024 * 1024
const STEP = 250
const SAMPLE_MS = 50
const ACTOR = { operatorId: 'opr_bench', name: 'bench' }

/**
 * A dry run over everybody, by the rules in force: it must find that nobody changes, which shows that the world it goes
 * through is one. Beside it the same documents read and left alone.
 */
export async function trialFigures(db: Db): Promise<Figure[]> {
  const measured = await watched(() => dryRun(db))
  const plain = await watched(() => readPlainly(db))
  const { visited, stays } = measured.value
  if (visited === 0 || stays !== visited) {
    throw new Error(`by the rules in force the world changes: ${JSON.stringify(measured.value)}`)
  }
  const people = visited.toLocaleString('en-US')
  return [
    figure({
      name: `dry run of rules over ${people} customers`,
      value: visited / measured.seconds,
      unit: 'customers/s',
      floor: { name: 'reading what it reads', value: plain.value / plain.seconds },
    }),
    figure({
      name: 'memory that it takes at most, above what was there',
      value: measured.peakBytes / MIB,
      unit: 'MiB',
      floor: { name: 'reading what it reads', value: Math.max(1, plain.peakBytes / MIB) },
    }),
  ]
}

async function dryRun(db: Db): Promise<Counts> {
  const [rows, everybody, now] = [rulesRepository(db), everybodyRepository(db), new Date()]
  const inTransaction = transactions(db)
  await rulesCollection(db).deleteMany({})
  const draft = { ...firstVersion(now), version: 2, state: 'draft' as const }
  const begun = decideTrial(draft, { actor: ACTOR, now, total: await everybody.count() })
  if (!begun.ok) {
    throw new Error(begun.code)
  }
  await inTransaction((tx) => rows.insert([begun.value], tx))
  const run = tryRules({ rows, everybody, inTransaction, clock: systemClock })
  await run(begun.value, { isStopping: () => false })
  const counts = (await rows.find(2))?.trial?.counts
  await rulesCollection(db).deleteMany({})
  if (counts === undefined) {
    throw new Error('the dry run has left nothing')
  }
  return counts
}

async function readPlainly(db: Db): Promise<number> {
  const { customers, identifiers, links } = identityCollections(db)
  let last = ''
  let count = 0
  for (;;) {
    const page = await customers
      .find({ state: 'living', _id: { $gt: last as never } }, { batchSize: STEP })
      .sort({ _id: 1 })
      .limit(STEP)
      .toArray()
    const owned = await identifiers
      .find({ ownerId: { $in: page.map(({ _id }) => _id) } }, { batchSize: 5_000 })
      .toArray()
    const keys = owned.map(({ _id }) => _id)
    await links
      .find({ $or: [{ a: { $in: keys } }, { b: { $in: keys } }] }, { batchSize: 5_000 })
      .toArray()
    count += page.length
    last = page.at(-1)?._id ?? last
    if (page.length < STEP) {
      return count
    }
  }
}

/** How long the work took, and how much more memory the process had at most. */
async function watched<Value>(work: () => Promise<Value>) {
  const before = process.memoryUsage().rss
  let peak = before
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, SAMPLE_MS)
  let value: Value | undefined
  const seconds = await secondsOf(async () => {
    value = await work()
  })
  clearInterval(timer)
  return { value: value as Value, seconds, peakBytes: peak - before }
}
