/** How a collection is distributed over shards (architecture.md 3). */
export type ShardedCollection = Readonly<{
  collection: string
  key: Readonly<Record<string, 'hashed'>>
  why: string
}>

const byId = { _id: 'hashed' } as const
const byOrder = { orderId: 'hashed' } as const
const byIdentifier = { identifierKey: 'hashed' } as const

/**
 * Everything that grows with customers and events. What is missing here stays whole on one shard: catalog, stores, staff,
 * operators, codes, jobs, settings. Uniqueness goes through `_id` or a guard collection, so no other unique index stands
 * in the way of a hashed key.
 */
export const SHARDED: readonly ShardedCollection[] = [
  { collection: 'inbox', key: byId, why: 'inserts spread evenly; a duplicate is its own _id' },
  { collection: 'inbox_guards', key: byId, why: 'met by its key only' },
  { collection: 'outbox', key: byId, why: 'finished by _id; claims ask every shard' },
  { collection: 'identifiers', key: byId, why: 'resolving is one targeted read' },
  { collection: 'customers', key: byId, why: 'read and merged by id' },
  { collection: 'links', key: byId, why: 'written by id; read by either side on every shard' },
  { collection: 'evidence', key: byId, why: 'written once, read by people' },
  { collection: 'orders', key: byId, why: 'placed, paid and closed by id' },
  { collection: 'order_keys', key: byId, why: 'a client key is met by its id' },
  { collection: 'order_refunds', key: byId, why: 'a refund is its own id' },
  { collection: 'open_orders', key: byId, why: 'one guard per identifier' },
  { collection: 'carts', key: byId, why: 'one per identifier' },
  { collection: 'coupons', key: byId, why: 'locked, used and given back by id' },
  { collection: 'coupon_takers', key: byId, why: 'one guard per template and identifier' },
  { collection: 'vouchers', key: byId, why: 'redeemed, given and ended by id' },
  { collection: 'voucher_codes', key: byId, why: 'a code is its own id' },
  { collection: 'voucher_redemptions', key: byId, why: 'a request of a till is its own id' },
  { collection: 'payments', key: byId, why: 'met by out_trade_no' },
  { collection: 'refunds', key: byId, why: 'sent, told of and ended by id' },
  { collection: 'shipments', key: byId, why: 'reported and settled by the payment' },
  { collection: 'bill_differences', key: byId, why: 'written by day and number' },
  { collection: 'ledger_transfers', key: byId, why: 'written once, by an id made from its cause' },
  { collection: 'stock_pools', key: byId, why: 'one conditional update by id' },
  { collection: 'stock_journal', key: byId, why: 'written once, read by people' },
  { collection: 'stock_holds', key: byOrder, why: 'all of an order end together' },
  { collection: 'timeline', key: byIdentifier, why: 'a customer reads at most 50 identifiers' },
  { collection: 'consents', key: byIdentifier, why: 'facts of an identifier' },
  { collection: 'welcomes', key: byId, why: 'at most one end per code' },
  { collection: 'import_files', key: byId, why: 'a file is read piece by piece, each by its id' },
  { collection: 'import_chunks', key: byId, why: 'rows of a batch are met by their id' },
  { collection: 'relations', key: byId, why: 'staff and contact make the id' },
]

/** The commands for `admin`, in order. Repeating them is harmless. */
export function shardCommands(database: string): readonly Readonly<Record<string, unknown>>[] {
  return [
    { enableSharding: database },
    ...SHARDED.map(({ collection, key }) => ({
      shardCollection: `${database}.${collection}`,
      key,
    })),
  ]
}
