import { z } from 'zod'
import type { Context } from '../context.js'
import { advanceTransfer, endTransfer } from '../pay/transfer-states.js'
import type { Transfer } from '../world/pay-model.js'
import { bodyless, ControlError, limitOf, route } from './api.js'

const DEFAULT_TRANSFERS = 100

const Which = z.strictObject({
  outBillNo: z.string().optional(),
  packageInfo: z.string().optional(),
})
const End = Which.extend({
  outcome: z.enum(['SUCCESS', 'FAIL', 'CANCELLED']),
  failReason: z.string().max(64).default('PAYEE_ACCOUNT_ABNORMAL'),
})
const Rules = z.strictObject({
  delayMs: z.int().min(0).nullable().optional(),
  maxFen: z.int().positive().optional(),
})

/** By out_bill_no or package_info, or 404 `transfer-not-found`. */
export function transferOf({ world }: Context, which: z.output<typeof Which>): Transfer {
  const transfer =
    world.transfers.get(which.outBillNo ?? '') ??
    world.transfers.by('packageInfo', which.packageInfo ?? '')[0]
  if (transfer === undefined) {
    throw new ControlError(404, 'transfer-not-found', which.outBillNo ?? which.packageInfo)
  }
  return transfer
}

/** The customer taps 确认收款. */
export function confirmTransfer(context: Context, which: z.output<typeof Which>) {
  const transfer = transferOf(context, which)
  if (!advanceTransfer(context, transfer, 'TRANSFERING')) {
    throw new ControlError(409, 'transfer-not-waiting', transfer.state)
  }
  return { outBillNo: transfer.outBillNo, state: transfer.state }
}

export const transferRoutesOfControl = [
  bodyless('GET', '/pay/transfers', ({ context: { world, settings }, query }) => {
    const all = world.transfers.all()
    const newest = all.slice(-limitOf(query, DEFAULT_TRANSFERS)).reverse()
    const transfers = newest.map((transfer) => {
      const payeeName = world.people.by('openid', transfer.openid)[0]?.name ?? null
      return { ...transfer, payeeName }
    })
    return { transfers, total: all.length, rules: settings.transfers }
  }),
  route('POST', '/pay/transfers/confirm', Which, ({ context, body }) =>
    confirmTransfer(context, body),
  ),
  route('POST', '/pay/transfers/end', End, ({ context, body }) => {
    const { outcome, failReason, ...which } = body
    const transfer = transferOf(context, which)
    const ended = endTransfer(context, transfer, outcome, outcome === 'FAIL' ? failReason : null)
    if (ended === null) {
      throw new ControlError(409, 'transfer-not-there', transfer.state)
    }
    return { outBillNo: transfer.outBillNo, state: transfer.state, ...ended }
  }),
  route('PUT', '/pay/transfer-rules', Rules, ({ context: { settings }, body }) => {
    const { delayMs, maxFen } = body
    settings.transfers.delayMs = delayMs === undefined ? settings.transfers.delayMs : delayMs
    settings.transfers.maxFen = maxFen ?? settings.transfers.maxFen
    return settings.transfers
  }),
]
