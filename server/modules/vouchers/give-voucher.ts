import type { Clock } from '../../platform/clock/index.js'
import { equalInConstantTime } from '../../platform/crypto/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { InTransaction, Tx } from '../../platform/mongo/index.js'
import type { Outbox } from '../../platform/outbox/index.js'
import type { Identity } from '../customers/index.js'
import { notedOf } from './noted.js'
import {
  decideAccept,
  decideOffer,
  withoutOffer,
  type HolderKey,
  type Voucher,
} from './voucher.domain.js'
import type { VoucherCodes } from './voucher-codes.js'
import type { VoucherRefusal } from './vouchers.errors.js'
import { VoucherGiven } from './vouchers.events.js'
import type { VoucherRows } from './vouchers.repository.js'

type Deps = Readonly<{
  vouchers: VoucherRows
  codes: VoucherCodes
  identity: Pick<Identity, 'factsOf'>
  outbox: Outbox
  inTransaction: InTransaction
  clock: Clock
}>
type Outcome = Result<Voucher, VoucherRefusal>
type Knock = Readonly<{ voucherId: Id<'vch'>; token: string }>

const MAX_ATTEMPTS = 3

/** A voucher goes to a friend: offered, taken within 48 hours or not, once in its life. */
export type GiveVoucher = ReturnType<typeof giveVoucher>
export function giveVoucher(deps: Deps) {
  const { vouchers, codes, identity, outbox, inTransaction, clock } = deps

  const keysOf = async (holder: HolderKey): Promise<readonly string[]> => [
    ...(await identity.factsOf(holder)).keys,
    holder,
  ]

  /** Another's voucher does not exist. */
  async function own(voucherId: Id<'vch'>, holder: HolderKey): Promise<Outcome> {
    const voucher = await vouchers.find(voucherId)
    const isOwn = voucher !== null && (await keysOf(holder)).includes(voucher.identifierKey)
    return isOwn ? ok(voucher) : refuse('voucher-not-found')
  }

  /** The voucher of a standing offer; wrong tokens and offers of before are no offers. */
  async function offered({ voucherId, token }: Knock): Promise<Outcome> {
    const voucher = await vouchers.find(voucherId)
    if (voucher === null) {
      return refuse('voucher-offer-unknown')
    }
    if (voucher.offer === undefined) {
      return refuse('voucher-offer-over')
    }
    const isKnown = equalInConstantTime(codes.offerToken(voucher), token)
    return isKnown ? ok(voucher) : refuse('voucher-offer-unknown')
  }

  async function save(next: Voucher, write?: (tx: Tx) => Promise<void>): Promise<Outcome> {
    const outcome = await inTransaction({ commitIf: 'saved' }, async (tx) => {
      await write?.(tx)
      return vouchers.save(next, { tx }) // last: redeeming and giving race for it
    })
    return outcome === 'saved' ? ok(next) : refuse('voucher-busy')
  }

  /** Again when somebody else has changed the voucher meanwhile. */
  async function decided(attempt: () => Promise<Outcome>): Promise<Outcome> {
    let result: Outcome = refuse('voucher-busy')
    for (let tries = 0; tries < MAX_ATTEMPTS; tries += 1) {
      result = await attempt()
      if (result.ok || result.code !== 'voucher-busy') {
        return result
      }
    }
    return result
  }

  return {
    own,
    offered,

    /** Offered before: the offer that stands. */
    offer: (voucherId: Id<'vch'>, holder: HolderKey): Promise<Outcome> =>
      decided(async () => {
        const found = await own(voucherId, holder)
        if (!found.ok || found.value.state === 'offered') {
          return found
        }
        const decision = decideOffer(found.value, clock.now())
        return decision.ok ? save(decision.value) : decision
      }),

    /** Not offered, or taken meanwhile: nothing changes. */
    cancel: (voucherId: Id<'vch'>, holder: HolderKey): Promise<Outcome> =>
      decided(async () => {
        const found = await own(voucherId, holder)
        return found.ok && found.value.state === 'offered' ? save(withoutOffer(found.value)) : found
      }),

    /** The friend takes it, with a new code; taken by the same friend before: it is theirs. */
    accept: (knock: Knock, friend: HolderKey): Promise<Outcome> =>
      decided(async () => {
        const held = await own(knock.voucherId, friend)
        if (held.ok && held.value.givenAt !== undefined) {
          return held
        }
        const found = await offered(knock)
        if (!found.ok) {
          return found
        }
        const before = found.value
        const code = codes.mint()
        const now = clock.now()
        const asked = { identifierKey: friend, isGiver: held.ok, code, now }
        const decision = decideAccept(before, asked)
        if (!decision.ok) {
          return decision
        }
        const taken = decision.value
        const { voucherId, orderId, name } = taken
        const told = { cause: voucherId, amountFen: taken.owedFen, at: now }
        const hop = { voucherId, orderId, name, identifierKey: friend, at: now }
        const events = [
          notedOf(before, { ...told, what: 'given' }),
          notedOf(taken, { ...told, what: 'received' }),
          VoucherGiven({ ...hop, giverKey: before.identifierKey }),
        ]
        return save(taken, async (tx) => {
          await vouchers.replaceCode(before, code.codeKey, { tx })
          await outbox.append(events, { tx })
        })
      }),
  }
}
