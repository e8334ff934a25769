import type { Clock } from '../../platform/clock/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import { derivedId, type Id } from '../../platform/ids/index.js'
import { sumFen } from '../../platform/money/index.js'
import { isDuplicateKey, type InTransaction, type Tx } from '../../platform/mongo/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import { postings, type Ledger } from '../ledger/index.js'
import type { Actor, Audit } from '../operators/index.js'
import type { StoreNames } from '../orders/index.js'
import { readCode } from './code.domain.js'
import { notedOf } from './noted.js'
import { decideRedeem, decideUndo, type Redemption, type Voucher } from './voucher.domain.js'
import type { VoucherCodes } from './voucher-codes.js'
import type { VoucherRefusal } from './vouchers.errors.js'
import { VoucherEnded } from './vouchers.events.js'
import type { VoucherRows } from './vouchers.repository.js'

type Deps = Readonly<{
  vouchers: VoucherRows
  codes: VoucherCodes
  ledger: Pick<Ledger, 'post'>
  outbox: Outbox
  audit: Pick<Audit, 'record'>
  stores: StoreNames
  inTransaction: InTransaction
  clock: Clock
}>

/** `redeemId`: made by the till for one redemption; with the source its identity. `actor`: of staff, who. */
export type RedeemCommand = Readonly<{
  code: string
  storeCode: string
  redeemId: string
  uses: number
  source: string
  actor?: Actor
}>
export type Redeemed = Readonly<{ voucher: Voucher; redemption: Redemption }>
type Outcome = Result<Redeemed, VoucherRefusal>

const MAX_ATTEMPTS = 5

/** Redeems a voucher at a till, and takes that back on the same day. The voucher decides: two tills at once, one of them. */
export type RedeemVoucher = ReturnType<typeof redeemVoucher>
export function redeemVoucher(deps: Deps) {
  const { vouchers, codes, ledger, outbox, audit, stores, inTransaction, clock } = deps

  /** The same request again: its answer of before. */
  async function repeated(
    before: Redemption,
    { storeCode, uses }: RedeemCommand,
    { found, tx }: { found: Voucher | null; tx: Tx },
  ): Promise<Outcome> {
    const isSame =
      before.storeCode === storeCode &&
      before.uses === uses &&
      (found === null || found.voucherId === before.voucherId)
    const voucher = isSame ? await vouchers.find(before.voucherId, { tx }) : null
    if (voucher === null) {
      return refuse('redeem-id-reused')
    }
    return before.undoneAt === undefined
      ? ok({ voucher, redemption: before })
      : refuse('redemption-undone')
  }

  async function write(
    command: RedeemCommand,
    { codeKey, isKnownStore, tx }: { codeKey: string; isKnownStore: boolean; tx: Tx },
  ): Promise<Outcome> {
    const { storeCode, redeemId, uses, source, actor } = command
    const redemptionId = derivedId('rdm', source, redeemId)
    const known = await vouchers.redemption(redemptionId, { tx })
    const found = await vouchers.withCode(codeKey, { tx })
    if (known !== null) {
      return repeated(known, command, { found, tx })
    }
    if (found === null) {
      return refuse('voucher-not-found')
    }
    const at = clock.now()
    const decision = decideRedeem(found, { storeCode, isKnownStore, uses, now: at })
    if (!decision.ok) {
      return decision
    }
    const { voucher, useFen } = decision.value
    const { voucherId, orderId, usesLeft } = voucher
    const amountFen = sumFen(useFen)
    const about = { redemptionId, voucherId, orderId, redeemId, source, storeCode }
    const by = actor === undefined ? {} : { operatorName: actor.name }
    const redemption = { ...about, uses, useFen, amountFen, usesLeft, at, ...by }
    await vouchers.insertRedemption(redemption, { tx })
    if (actor !== undefined) {
      const subject = { type: 'voucher', id: voucherId }
      const before = { state: found.state, usesLeft: found.usesLeft }
      const after = { state: voucher.state, usesLeft, storeCode, uses, amountFen }
      await audit.record({ actor, action: 'voucher.redeem', subject, before, after }, { tx })
    }
    if (amountFen > 0) {
      const cause = { cause: redemptionId, voucherId, orderId, amountFen, at }
      await ledger.post([postings.voucherRedeemed(cause)], { tx })
    }
    const told = { what: 'redeemed', cause: redemptionId, amountFen, at, storeCode } as const
    const ended = usesLeft === 0 ? [VoucherEnded({ voucherId, orderId, at })] : []
    await outbox.append([notedOf(voucher, told), ...ended], { tx })
    const saved = await vouchers.save(voucher, { tx }) // last: what two tills race for
    return saved === 'saved' ? ok({ voucher, redemption }) : refuse('voucher-busy')
  }

  async function writeUndo(
    redemptionId: Id<'rdm'>,
    { actor, tx }: { actor: Actor; tx: Tx },
  ): Promise<Outcome> {
    const redemption = await vouchers.redemption(redemptionId, { tx })
    const before = redemption === null ? null : await vouchers.find(redemption.voucherId, { tx })
    if (redemption === null || before === null) {
      return refuse('redemption-not-found')
    }
    const at = clock.now()
    const decision = decideUndo(before, redemption, at)
    if (!decision.ok) {
      return decision
    }
    const { voucherId, orderId, amountFen, storeCode } = redemption
    const subject = { type: 'voucher', id: voucherId }
    const told = ({ state, usesLeft }: Voucher) => ({ state, usesLeft, storeCode, amountFen })
    const entry = { before: told(before), after: told(decision.value) }
    await audit.record({ actor, action: 'voucher.undo-redemption', subject, ...entry }, { tx })
    if (amountFen > 0) {
      const cause = { cause: redemptionId, voucherId, orderId, amountFen, at }
      await ledger.post([postings.redemptionUndone(cause)], { tx })
    }
    const what = {
      what: 'redemption-undone',
      cause: redemptionId,
      amountFen,
      at,
      storeCode,
    } as const
    await outbox.append([notedOf(decision.value, what)], { tx })
    await vouchers.undo(redemption, { at, by: actor.name, tx })
    const saved = await vouchers.save(decision.value, { tx })
    const undone = { ...redemption, undoneAt: at, undoneBy: actor.name }
    return saved === 'saved'
      ? ok({ voucher: decision.value, redemption: undone })
      : refuse('voucher-busy')
  }

  /** Again while others change the same voucher, or send the same request at the same time. */
  async function decided(attempt: (tx: Tx) => Promise<Outcome>): Promise<Outcome> {
    let result: Outcome = refuse('voucher-busy')
    for (let tries = 0; tries < MAX_ATTEMPTS; tries += 1) {
      try {
        await inTransaction({ commitIf: true }, async (tx) => {
          result = await attempt(tx)
          return result.ok
        })
      } catch (error) {
        if (!isDuplicateKey(error)) {
          throw error
        }
        result = refuse('voucher-busy') // the same request, a moment earlier: its row answers now
      }
      if (result.ok || result.code !== 'voucher-busy') {
        return result
      }
    }
    return result
  }

  return {
    /**
     * Takes uses of a voucher at a till; idempotent by (source, redeemId). Refuses `voucher-not-found`,
     * `voucher-already-redeemed`, `voucher-not-valid-here`, `voucher-not-active`, `redeem-id-reused`, `redemption-undone`.
     */
    async redeem(command: RedeemCommand): Promise<Outcome> {
      const code = readCode(command.code)
      if (!code.ok) {
        return code
      }
      const codeKey = codes.keyOf(code.value)
      const isKnownStore = (await stores.nameOf([command.storeCode])).has(command.storeCode)
      return decided((tx) => write(command, { codeKey, isKnownStore, tx }))
    },

    /** A manager takes a redemption back, on its own business day. Again: `redemption-undone`. */
    undo: (redemptionId: Id<'rdm'>, actor: Actor): Promise<Outcome> =>
      decided((tx) => writeUndo(redemptionId, { actor, tx })),
  }
}
