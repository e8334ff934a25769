import type { Db } from '../../../server/platform/mongo/index.js'
import type { Rewrite } from './http-proxy.js'
import type { Stage } from './stage.js'

/** A bug put into the product on purpose: around its database, or around its calls. Lives in the test tree only. */
export type Planted = Readonly<{
  database?: (db: Db) => Db
  calls?: Rewrite
}>
export type Plant = (stage: Stage) => Planted

type Method = (...args: never[]) => unknown
/** What stands in for methods of one collection; `real` is the method that it replaces. */
export type Overrides<Row extends object> = (
  collection: ReturnType<typeof collectionOf<Row>>,
) => Readonly<Record<string, Method>>

const collectionOf = <Row extends object>(db: Db, name: string) => db.collection<Row>(name)

/** The same database with some methods of some collections replaced. */
export function withCollections(db: Db, replaced: Readonly<Record<string, Overrides<Row>>>): Db {
  return replacing(db, {
    collection(name: string) {
      const real = collectionOf<Row>(db, name)
      const overrides = replaced[name]
      return overrides === undefined ? real : replacing(real, overrides(real))
    },
  })
}

/** A row as a plant sees it: with the fields that it spoils. */
export type Row = { _id: string } & Record<string, unknown>

/** The same object with some methods replaced; the others keep their `this`. */
export function replacing<Target extends object>(
  target: Target,
  methods: Readonly<Record<string, Method>>,
): Target {
  return new Proxy(target, {
    get(real, name) {
      const own = typeof name === 'string' ? methods[name] : undefined
      const value: unknown = own ?? Reflect.get(real, name, real)
      return typeof value === 'function' && own === undefined
        ? (value as (...args: unknown[]) => unknown).bind(real)
        : value
    },
  })
}
