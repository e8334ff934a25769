import type { Context } from '../context.js'
import type { Transfer, TransferState } from '../world/pay-model.js'
import { move } from './funds.js'
import { sendTransferNotification } from './transfer-notice.js'
import type { TransferRequest } from './transfer-request.js'
import { CONFIRM_WITHIN_MS } from './transfer-rules.js'

export type TransferEnd = 'SUCCESS' | 'FAIL' | 'CANCELLED'

/** Where a transfer can go from where it stands. Money that is on its way cannot be called back. */
const NEXT: Record<TransferState, readonly TransferState[]> = {
  WAIT_USER_CONFIRM: ['TRANSFERING', 'CANCELING', 'FAIL'],
  TRANSFERING: ['SUCCESS', 'FAIL'],
  CANCELING: ['CANCELLED'],
  SUCCESS: [],
  FAIL: [],
  CANCELLED: [],
}

const key = ({ outBillNo }: Transfer) => `transfer:${outBillNo}`
export const transferSubject = (outBillNo: string) =>
  `/v3/fund-app/mch-transfer/transfer-bills ${outBillNo}`

/** Taken on: the money leaves the account now and waits for the customer's tap. */
export function acceptTransfer(context: Context, wanted: TransferRequest): Transfer {
  const { world, clock } = context
  const now = clock.now()
  const transfer = world.transfers.put({
    ...wanted,
    transferBillNo: `1330${world.mintDigits('transfer', { length: 26 })}`,
    packageInfo: world.mint('package', { length: 64 }),
    state: 'WAIT_USER_CONFIRM',
    failReason: null,
    createdAt: now,
    updatedAt: now,
    movesAt: now + CONFIRM_WITHIN_MS,
  })
  bookTransfer(context, transfer, 'transfer')
  arm(context, transfer)
  context.touch()
  return transfer
}

function bookTransfer(
  context: Context,
  { transferBillNo: businessNo, outBillNo: voucherNo, amountFen, remark: note }: Transfer,
  kind: 'transfer' | 'transfer-returned',
): void {
  const signedFen = kind === 'transfer' ? -amountFen : amountFen
  move(context, { kind, businessNo, amountFen: signedFen, note, voucherNo })
}

/** What the platform does next by itself, at `movesAt`. */
function arm(context: Context, transfer: Transfer): void {
  if (transfer.movesAt === null) {
    return
  }
  const next: Partial<Record<TransferState, () => void>> = {
    WAIT_USER_CONFIRM: () => void endTransfer(context, transfer, 'FAIL', 'OVERDUE_CLOSE'),
    TRANSFERING: () => arrive(context, transfer),
    CANCELING: () => void endTransfer(context, transfer, 'CANCELLED'),
  }
  const run = next[transfer.state]
  if (run !== undefined) {
    context.alarms.set(key(transfer), transfer.movesAt, run)
  }
}

/** After a restart. */
export function armTransfers(context: Context): void {
  context.world.transfers.all().forEach((transfer) => arm(context, transfer))
}

/** The customer's name must be the one that was named; a switch may refuse them as well. */
function arrive(context: Context, transfer: Transfer): void {
  const occasion = { area: 'pay', subject: transferSubject(transfer.outBillNo) } as const
  const refused = context.faults.take('transferFail', occasion)
  if (refused !== undefined) {
    endTransfer(context, transfer, 'FAIL', refused.message ?? 'PAYEE_ACCOUNT_ABNORMAL')
  } else if (transfer.nameFits === false) {
    endTransfer(context, transfer, 'FAIL', 'NAME_NOT_CORRECT')
  } else {
    endTransfer(context, transfer, 'SUCCESS')
  }
}

/** The customer taps, or the merchant cancels: the end follows after the delay. False: too late. */
export function advanceTransfer(
  context: Context,
  transfer: Transfer,
  to: 'TRANSFERING' | 'CANCELING',
): boolean {
  if (!NEXT[transfer.state].includes(to)) {
    return false
  }
  const { delayMs } = context.settings.transfers
  enter(context, transfer, to)
  transfer.movesAt = delayMs === null ? null : context.clock.now() + delayMs
  arm(context, transfer)
  return true
}

function enter(context: Context, transfer: Transfer, state: TransferState): void {
  context.alarms.cancel(key(transfer))
  transfer.state = state
  transfer.updatedAt = context.clock.now()
  transfer.movesAt = null
  context.touch()
}

/** A final state, told to notify_url unless `notifyNever` stands. Null: it cannot go there. */
export function endTransfer(
  context: Context,
  transfer: Transfer,
  end: TransferEnd,
  failReason: string | null = null,
): { callbackId: string | null } | null {
  if (!NEXT[transfer.state].includes(end)) {
    return null
  }
  enter(context, transfer, end)
  transfer.failReason = end === 'CANCELLED' ? 'MCH_CANCEL' : failReason
  if (end !== 'SUCCESS') {
    bookTransfer(context, transfer, 'transfer-returned')
  }
  const occasion = { area: 'pay', subject: transferSubject(transfer.outBillNo) } as const
  const silent = context.faults.take('notifyNever', occasion) !== undefined
  return { callbackId: silent ? null : sendTransferNotification(context, transfer).id }
}
