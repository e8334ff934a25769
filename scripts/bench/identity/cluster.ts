import { identityCollections } from '../../../server/modules/customers/identity.model.js'
import { identifierKey } from '../../../server/modules/customers/index.js'
import type { Db } from '../../../server/platform/mongo/index.js'
import { figure, type Figure } from '../figure.js'
import { median, secondsOf } from '../statistics.js'
import { identityOf, told } from './events.js'
import { customer, identifier, link } from './seed.js'

/** Identifiers of a customer before somebody joins it. */
const SIZES = [2, 4, 8, 16, 32, 48] as const
const MAX_REWRITTEN = 50

type Options = Readonly<{ db: Db; repeats: number }>

/** What it costs to merge somebody into a customer, by how many identifiers that one has. */
export async function clusterFigures({ db, repeats }: Options): Promise<Figure[]> {
  const identity = identityOf(db)
  const costs: { size: number; ms: number }[] = []
  for (const size of SIZES) {
    const times: number[] = []
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      const name = `${size}-${repeat}`
      await seedCluster(db, name, size)
      const ids = { openid: `lone${name}`, appid: 'wx-lone' }
      await identity.work([told({ name: `lone-${name}`, identifiers: ids })])
      const join = told({ name: `join-${name}`, identifiers: { ...ids, unionid: `k${name}` } })
      times.push((await secondsOf(() => identity.work([join]))) * 1_000)
    }
    costs.push({ size, ms: median(times) })
  }
  const rewritten = await mostRewritten(db)
  const [least] = costs
  return [
    ...costs.map(({ size, ms }) =>
      figure({
        name: `merge into a customer of ${size} identifiers`,
        value: ms,
        unit: 'ms',
        floor: { name: `into a customer of ${SIZES[0]}`, value: least?.ms ?? ms },
      }),
    ),
    figure({
      name: 'growth exponent of a merge with the size of the customer',
      value: exponentOf(costs),
      unit: 'exponent',
      floor: { name: 'growing as the size does', value: 1 },
    }),
    figure({
      name: 'identifiers rewritten by a merge, at most',
      value: rewritten,
      unit: 'identifiers',
      floor: { name: 'the least possible', value: 1 },
      bar: { of: 'value', atMost: MAX_REWRITTEN },
    }),
  ]
}

async function seedCluster(db: Db, name: string, size: number): Promise<void> {
  const { identifiers, links, customers } = identityCollections(db)
  const unionid = identifierKey('unionid', 'main', `k${name}`)
  const owner = `cus_cluster${name.padStart(15, '0')}`
  const openids = Array.from({ length: size - 1 }, (_, n) =>
    identifierKey('openid', `wx-c${n}`, `k${name}`),
  )
  const documents = [
    identifier(unionid, { owner, degree: openids.length }),
    ...openids.map((key) => identifier(key, { owner, degree: 1, isCarrier: true })),
  ]
  await identifiers.insertMany(documents as never)
  await links.insertMany(openids.map((key) => link(key, unionid, 'mini-login')) as never)
  await customers.insertOne(customer(owner, unionid, size) as never)
}

/** The most owners that one merge has changed. */
async function mostRewritten(db: Db): Promise<number> {
  const { history } = identityCollections(db)
  const found = await history.find({ kind: 'merge' }, { projection: { moves: 1 } }).toArray()
  return Math.max(0, ...found.map(({ moves }) => moves.length))
}

/** The slope of the cost over the size, both as logarithms: 1 is linear. */
export function exponentOf(costs: readonly Readonly<{ size: number; ms: number }>[]): number {
  const points = costs.map(({ size, ms }) => [Math.log(size), Math.log(ms)] as const)
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const covariance = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0)
  return covariance / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
}
