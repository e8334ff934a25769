import type { InboundEvent } from '../../../server/platform/pipeline/index.js'
import { transactions, type Db } from '../../../server/platform/mongo/index.js'
import { figure, type Figure } from '../figure.js'
import { differences, examinedBy, type Examined } from '../growth/examined.js'
import { inPairs, median, secondsOf } from '../statistics.js'
import { identityOf, loggedIn, told } from './events.js'
import { APPID, openidOf } from './seed.js'

const EACH = 50
/** How much more a larger store may cost than it costs the plain driver. */
const TIME_BAR = 1.15

type Sides<Side> = Readonly<{ small: Side; large: Side }>
type World = Readonly<{ db: Db; people: number }>
type Options = Readonly<{ sides: Sides<World>; pairs: number; note(text: string): void }>

/**
 * The same events around a small and a large number of identifiers: people who are known, two who are new, and those
 * becoming one. They must examine the same keys and documents, and take no longer than a plain driver's reads and writes
 * of as many documents take longer there.
 */
export async function resolvingFigures({ sides, pairs, note }: Options): Promise<Figure[]> {
  const examined = {
    small: await examinedOn(sides.small),
    large: await examinedOn(sides.large),
  }
  const differing = differences(examined.small, examined.large)
  differing.forEach((difference) => note(`identity: ${difference}`))
  const ours = await timesOn(sides, pairs, workSet)
  const plain = await timesOn(sides, pairs, workPlainly)
  return [
    figure({
      name: 'kinds of commands of resolving and merging that examine more or less in a larger store',
      value: differing.length,
      unit: 'kinds',
      floor: { name: 'kinds compared', value: examined.large.size },
      bar: { of: 'value', atMost: 0 },
    }),
    ...(['times', 'keys', 'documents'] as const).map((what) =>
      figure({
        name: `${NAMES[what]} per event, ${shown(sides.large)}`,
        value: sum(examined.large, what) / EVENTS,
        unit: UNITS[what],
        floor: { name: shown(sides.small), value: sum(examined.small, what) / EVENTS },
        bar: { of: 'ratio', atLeast: 1, atMost: 1 },
      }),
    ),
    figure({
      name: `time of resolving and merging, ${shown(sides.large)} against ${shown(sides.small)}`,
      value: ours,
      unit: '×',
      floor: { name: 'the same of the plain driver', value: plain },
      bar: { of: 'ratio', atMost: TIME_BAR },
    }),
  ]
}

const NAMES = { times: 'commands', keys: 'keys examined', documents: 'documents examined' }
const UNITS = { times: 'commands', keys: 'keys', documents: 'documents' }
const EVENTS = 4 * EACH
const shown = ({ people }: World) => `${(people * 3).toLocaleString('en-US')} identifiers`

const sum = (kinds: ReadonlyMap<string, Examined>, what: keyof Examined): number =>
  [...kinds.values()].reduce((total, one) => total + one[what], 0)

const numbers = Array.from({ length: EACH }, (_, n) => n)

/** Batches of events of one set; every set is of other people, the same in every store. */
function eventsOf(set: number, { people }: World): InboundEvent[][] {
  const name = (n: number) => `${set}-${n}`
  const known = (n: number) => openidOf((set * EACH * 2 + n * 2 + 3) % people).split(':')[2] ?? ''
  const [views, opens, unions, joins] = [
    numbers.map((n) =>
      told({
        name: `view-${name(n)}`,
        type: 'page.viewed',
        identifiers: { openid: known(n), appid: APPID },
      }),
    ),
    numbers.map((n) =>
      told({ name: `a-${name(n)}`, identifiers: { openid: `x${name(n)}`, appid: APPID } }),
    ),
    numbers.map((n) => told({ name: `b-${name(n)}`, identifiers: { unionid: `y${name(n)}` } })),
    numbers.map((n) => loggedIn(`c-${name(n)}`, `x${name(n)}`, `y${name(n)}`)),
  ]
  return [views, [...opens, ...unions], joins]
}

async function workSet(world: World, set: number): Promise<void> {
  const identity = identityOf(world.db)
  for (const batch of eventsOf(set, world)) {
    await identity.work(batch)
  }
}

/** As many documents read and written by key with nothing decided. */
async function workPlainly({ db, people }: World, set: number): Promise<void> {
  const keys = numbers.map((n) => openidOf((set * EACH * 2 + n * 2 + 3) % people) as string)
  const identifiers = db.collection<{ _id: string; plain?: number }>('identifiers')
  const customers = db.collection<{ _id: string; plain?: number }>('customers')
  for (let batch = 0; batch < 3; batch += 1) {
    await identifiers.find({ _id: { $in: keys } }).toArray()
    const found = await db
      .collection<{ _id: string; ownerId: string }>('identifiers')
      .find({ _id: { $in: keys } })
      .toArray()
    await db
      .collection('links')
      .find({ a: { $in: keys } })
      .toArray()
    await transactions(db)(async (session) => {
      const touch = (_id: string) => ({
        updateOne: { filter: { _id }, update: { $inc: { plain: 1 } } },
      })
      await identifiers.bulkWrite(keys.map(touch), { session })
      await customers.bulkWrite(
        found.map(({ ownerId }) => touch(ownerId)),
        { session },
      )
    })
  }
  const all = { _id: { $in: keys } }
  await identifiers.updateMany(all, { $unset: { plain: '' } })
}

async function examinedOn(world: World): Promise<ReadonlyMap<string, Examined>> {
  await workSet(world, 0)
  return await examinedBy(world.db, () => workSet(world, 1))
}

/** How much longer it takes in the large store; the median of pairs that take turns. */
async function timesOn(
  { small, large }: Sides<World>,
  pairs: number,
  work: (world: World, set: number) => Promise<void>,
): Promise<number> {
  const measured = await inPairs(pairs, {
    measured: (pair) => secondsOf(() => work(large, pair + 2)),
    floor: (pair) => secondsOf(() => work(small, pair + 2)),
  })
  return median(measured.map((pair) => pair.measured / pair.floor))
}
