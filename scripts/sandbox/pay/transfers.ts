import { shanghaiTime } from '../clock.js'
import type { Transfer } from '../world/pay-model.js'
import type { PayAnswer, PayApi, PayCall } from './api.js'
import { PayError } from './errors.js'
import { merchantAccount } from './funds.js'
import { transferRequest } from './transfer-request.js'
import { QUERY_FOR_MS } from './transfer-rules.js'
import { acceptTransfer, advanceTransfer, transferSubject } from './transfer-states.js'

const BILLS = '/v3/fund-app/mch-transfer/transfer-bills'

function create(call: PayCall): PayAnswer {
  const { context } = call
  const wanted = transferRequest(call)
  const known = context.world.transfers.get(wanted.outBillNo)
  if (known !== undefined && known.fingerprint !== wanted.fingerprint) {
    throw new PayError(400, 'ALREADY_EXISTS', '商户单号已存在，请使用原参数重试或更换商户单号')
  }
  if (known !== undefined) {
    return { status: 200, json: created(known) }
  }
  const occasion = { area: 'pay', subject: transferSubject(wanted.outBillNo) } as const
  const short = merchantAccount(context).availableFen < wanted.amountFen
  if (context.faults.take('notEnough', occasion) !== undefined || short) {
    throw new PayError(403, 'NOT_ENOUGH', '商户账户余额不足，请充值后使用原单号重试')
  }
  return { status: 200, json: created(acceptTransfer(context, wanted)) }
}

/** package_info only while the customer can still tap. */
const created = (transfer: Transfer) => ({
  out_bill_no: transfer.outBillNo,
  transfer_bill_no: transfer.transferBillNo,
  create_time: shanghaiTime(transfer.createdAt),
  state: transfer.state,
  ...failure(transfer),
  ...(transfer.state === 'WAIT_USER_CONFIRM' ? { package_info: transfer.packageInfo } : {}),
})

const failure = ({ failReason }: Transfer) =>
  failReason === null ? {} : { fail_reason: failReason }

function found({ context: { world, clock }, params }: PayCall): Transfer {
  const { no, id } = params
  const transfer =
    no === undefined ? world.transfers.by('transferBillNo', id ?? '')[0] : world.transfers.get(no)
  if (transfer === undefined || clock.now() - transfer.createdAt > QUERY_FOR_MS) {
    throw new PayError(404, 'NOT_FOUND', '记录不存在')
  }
  return transfer
}

function query(call: PayCall): PayAnswer {
  const { keys } = call.context
  const transfer = found(call)
  const json = {
    mch_id: keys.mchId,
    out_bill_no: transfer.outBillNo,
    transfer_bill_no: transfer.transferBillNo,
    appid: keys.miniAppId,
    state: transfer.state,
    transfer_amount: transfer.amountFen,
    transfer_remark: transfer.remark,
    ...failure(transfer),
    openid: transfer.openid,
    create_time: shanghaiTime(transfer.createdAt),
    update_time: shanghaiTime(transfer.updatedAt),
  }
  return { status: 200, json }
}

/** Asked for again it answers how it stands; money on its way cannot be called back. */
function cancel(call: PayCall): PayAnswer {
  const transfer = found(call)
  const isCancelled = transfer.state === 'CANCELING' || transfer.state === 'CANCELLED'
  if (!isCancelled && !advanceTransfer(call.context, transfer, 'CANCELING')) {
    throw new PayError(400, 'INVALID_REQUEST', '当前转账单状态不支持撤销')
  }
  const { outBillNo, transferBillNo, state, updatedAt } = transfer
  const json = {
    out_bill_no: outBillNo,
    transfer_bill_no: transferBillNo,
    state,
    update_time: shanghaiTime(updatedAt),
  }
  return { status: 200, json }
}

/** Source: WeChat Pay v3, 商家转账 (the customer confirms): 发起, 查询, 撤销. */
export const transferApis: readonly PayApi[] = [
  { method: 'POST', path: BILLS, run: create },
  { method: 'GET', path: `${BILLS}/out-bill-no/:no`, run: query },
  { method: 'GET', path: `${BILLS}/transfer-bill-no/:id`, run: query },
  { method: 'POST', path: `${BILLS}/out-bill-no/:no/cancel`, run: cancel },
]
