import type {
  CustomerFact,
  IdentifierKey,
  SeenIdentifier,
} from '../../../server/modules/customers/index.js'
import { gatherIdentity } from '../../../server/modules/customers/identity-gather.repository.js'
import { RULES } from '../../../server/modules/customers/resolution/evidence.domain.js'
import { observe } from '../../../server/modules/customers/resolution/observe.domain.js'
import { settle } from '../../../server/modules/customers/resolution/settle.domain.js'
import { draftOver } from '../../../server/modules/customers/resolution/world.domain.js'
import type { Db } from '../../../server/platform/mongo/index.js'
import { figure, type Figure } from '../figure.js'
import { median, percentile } from '../statistics.js'
import { cashierOf, openidOf, placesIn, tabletOf } from './seed.js'

/** Beyond so many nothing is applied (identity.md 3). */
const UNDER = 500

type Options = Readonly<{ db: Db; people: number; samples: number }>

/**
 * How much hangs together with an event about somebody: at a store's tablet, at a cashier's phone, elsewhere, and about
 * the tablets and the phones themselves.
 */
export async function touchedFigures({ db, people, samples }: Options): Promise<Figure[]> {
  const spread = (of: number) =>
    Array.from({ length: samples }, (_, n) => Math.floor((n * people) / samples / 50) * 50 + of)
  const places = Array.from({ length: Math.min(samples, placesIn(people)) }, (_, k) => k)
  const groups = {
    'of a store tablet’s people': spread(0).map(openidOf),
    'of a cashier phone’s people': spread(1).map(openidOf),
    'of others': spread(2).map(openidOf),
    'of tablets': places.map(tabletOf),
    'of cashier phones': places.map(cashierOf),
  }
  const figures: Figure[] = []
  for (const [name, keys] of Object.entries(groups)) {
    const sizes: Size[] = []
    for (const key of keys) {
      sizes.push(await sizeAround(db, key))
    }
    const touched = sizes.map((size) => size.touched)
    figures.push(
      figure({
        name: `identifiers touched by an event ${name}, at most of ${sizes.length}, ${people.toLocaleString('en-US')} people`,
        value: percentile(touched, 1),
        unit: 'identifiers',
        floor: { name: 'in the middle', value: median(touched) },
        bar: { of: 'value', atMost: UNDER - 1 },
      }),
      figure({
        name: `identifiers read for it`,
        value: percentile(
          sizes.map(({ read }) => read),
          1,
        ),
        unit: 'identifiers',
        floor: { name: 'in the middle', value: median(sizes.map(({ read }) => read)) },
      }),
    )
  }
  return figures
}

type Size = Readonly<{ touched: number; read: number }>

/** An event that shows it with a card that nobody has seen. */
async function sizeAround(db: Db, key: IdentifierKey): Promise<Size> {
  const [type = '', scope = '', value = ''] = key.split(':')
  const known = { key, type, scope, value, strength: 'verified' } as SeenIdentifier
  const card = {
    ...{ key: `member_no:bench:${value}`, type: 'member_no', scope: 'bench', value },
    strength: 'verified',
  } as SeenIdentifier
  const fact: CustomerFact = {
    ...{ seen: [known, card], kind: 'open-event', isTrusted: true, source: 'bench' },
    at: new Date(),
  }
  const parts = { db, rules: RULES, today: '2026-03-01' }
  const { world } = await gatherIdentity(parts, [fact])
  const draft = draftOver(world, fact.at)
  const settled = settle(draft, observe(draft, fact))
  if (settled.waits !== null) {
    throw new Error(`an event about ${type} ${value} waits: ${settled.waits}`)
  }
  return { touched: settled.keys.length, read: world.core.size }
}
