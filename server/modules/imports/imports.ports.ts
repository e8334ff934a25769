import type { Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import type { CustomerFact } from '../customers/index.js'
import type { Preview } from './imports.domain.js'

/** What an import needs of others; given in the composition root. */

/** What identity would do with these facts (a batch's worth). The facts are not stored. */
export type PreviewJoins = (facts: readonly CustomerFact[]) => Promise<Preview>

/**
 * Takes all evidence of a source back, as an operator's decision: it counts as never seen (identity.md 1, retract).
 * Safe to repeat.
 */
export type RetractSource = (source: string, cause: Because) => Promise<void>

type Because = Readonly<{ actor: Readonly<{ operatorId: string; name: string }>; reason: string }>

/**
 * Takes timeline entries of a source back with what they added to the counters; who has nothing else is nobody then. Ids
 * that are not there are left out. Throws `identity-moved-on` when others were faster.
 */
export type WithdrawFacts = (
  entryIds: readonly string[],
  cause: Because & Readonly<{ source: string }>,
  tx: Tx,
) => Promise<void>

/** Takes orders out again that nothing has happened to since; answers those that it took. */
export type WithdrawOrders = (
  orderIds: readonly Id<'ord'>[],
  tx: Tx,
) => Promise<readonly Readonly<{ orderId: Id<'ord'>; source: string; orderNo: string }>[]>

/** Where events that came too early wait for a key. */
export type EventGuards = Readonly<{
  appear(keys: readonly string[], tx: Tx): Promise<void>
  disappear(keys: readonly string[], tx: Tx): Promise<void>
}>

/** Every store by code; a chain has at most some thousands. */
export type AllStores = () => Promise<readonly Readonly<{ storeCode: string; name: string }>[]>

/** The id that an order of another system has, whoever tells of it. */
export type OrderIdOf = (source: string, orderNo: string) => Id<'ord'>
