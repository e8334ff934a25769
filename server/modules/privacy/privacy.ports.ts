import type { Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import type { ExportIdentity, IdentifierKey, TakenOut } from '../customers/index.js'

/** What exporting and erasing need of others; given in the composition root. */

export type PersonIdentity = Readonly<{
  living(customerId: Id<'cus'>): Promise<Id<'cus'> | null>
  keysOf(holder: Id<'cus'> | IdentifierKey): Promise<IdentifierKey[]>
  ownerOf(key: IdentifierKey): Promise<Id<'cus'> | null>
  ownersOf(keys: readonly IdentifierKey[], options: { tx: Tx }): Promise<Id<'cus'>[]>
  takeOut(customerId: Id<'cus'>, options: { tx: Tx }): Promise<TakenOut | null>
  exportOf: ExportIdentity
  /** Takes one look at phones off the operator's day; false: none is left. */
  takeReveal(operatorId: string, now: Date): Promise<boolean>
}>

/**
 * Fixes every phone and member card that one of these identifiers claims, and that others claim, too, as it stands:
 * *shared*, or the epochs it resolves to now, each with its holders other than these identifiers (identity.md 6). The
 * decisions name only the phone or card and, of epochs, the identifiers of the others: nothing of the person who goes.
 * Called in the transaction that takes the person out, before its links and evidence go; may run again. After it,
 * resolving what is left must give every other customer exactly the partition that it has now.
 */
export type FixPhones = (
  identifierKeys: readonly IdentifierKey[],
  options: { tx: Tx },
) => Promise<void>

/** Orders of the person wait for a payment. */
export type IsBusy = (identifierKeys: readonly string[], options: { tx: Tx }) => Promise<boolean>

export type AuditTrail = Readonly<{
  record(
    entry: {
      actor: Readonly<{ operatorId: string; name: string }>
      action: string
      subject: Readonly<{ type: string; id: string }>
      after?: unknown
      reason?: string
    },
    options?: { tx?: Tx },
  ): Promise<void>
}>

export type BrandReader = Readonly<{ brand(): Promise<{ name: string }> }>
