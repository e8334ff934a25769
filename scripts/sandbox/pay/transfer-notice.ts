import type { Delivery } from '../callbacks/model.js'
import { shanghaiTime } from '../clock.js'
import type { Context } from '../context.js'
import type { Transfer } from '../world/pay-model.js'
import { notification } from './notify.js'

const SECOND = 1_000

/** A schedule of its own: at once, then 10 x 15 s, 10 x 300 s, 44 x 1800 s. */
export const TRANSFER_RETRIES_MS: readonly number[] = [
  ...Array.from({ length: 10 }, () => 15 * SECOND),
  ...Array.from({ length: 10 }, () => 300 * SECOND),
  ...Array.from({ length: 44 }, () => 1_800 * SECOND),
]

/** MCHTRANSFER.BILL.FINISHED, for final states only. Source: WeChat Pay v3, 商家转账回调通知. */
export function sendTransferNotification(context: Context, transfer: Transfer): Delivery {
  const resource = {
    out_bill_no: transfer.outBillNo,
    transfer_bill_no: transfer.transferBillNo,
    state: transfer.state,
    mch_id: context.keys.mchId,
    transfer_amount: transfer.amountFen,
    openid: transfer.openid,
    ...(transfer.failReason === null ? {} : { fail_reason: transfer.failReason }),
    create_time: shanghaiTime(transfer.createdAt),
    update_time: shanghaiTime(transfer.updatedAt),
  }
  return context.callbacks.enqueue(
    notification(context, {
      url: transfer.notifyUrl,
      eventType: 'MCHTRANSFER.BILL.FINISHED',
      originalType: 'mch_payment',
      summary: '商家转账单据终态通知',
      resource: JSON.stringify(resource),
      retriesMs: TRANSFER_RETRIES_MS,
    }),
  )
}
