import type { Context } from '../context.js'
import type { Refund } from '../world/pay-model.js'
import type { PayAnswer, PayApi, PayCall } from './api.js'
import { redirectRefund } from './abnormal-refund.js'
import { PayError } from './errors.js'
import { canPay } from './funds.js'
import { allowedFee, refundedPayment, refundRequest } from './refund-request.js'
import { acceptRefund, endRefund, plannedEnd, refundSubject } from './refund-states.js'
import { refundView } from './refund-view.js'

const REFUNDS = '/v3/refund/domestic/refunds'

async function apply(call: PayCall): Promise<PayAnswer> {
  const { context } = call
  const wanted = refundRequest(call)
  const payment = refundedPayment(call)
  const known = context.world.refunds.get(wanted.outRefundNo)
  if (known !== undefined) {
    return repeated(known, wanted.fingerprint)
  }
  const feeFen = allowedFee(context, payment, wanted)
  refuseBySwitch(context, `${REFUNDS} ${wanted.outRefundNo} ${payment.outTradeNo}`)
  if (!canPay(context, payment, { refundFen: wanted.refundFen, feeFen })) {
    throw notEnough()
  }
  const refund = acceptRefund(context, payment, { wanted, feeFen })
  const answer = refundView(refund)
  await endBeforeReply(context, refund)
  return { status: 200, json: answer }
}

/** Once per number: equal parameters answer how it stands, others are refused. */
function repeated(known: Refund, fingerprint: string): PayAnswer {
  if (known.fingerprint !== fingerprint) {
    throw new PayError(400, 'INVALID_REQUEST', '订单金额或退款金额与之前请求不一致，请核实后再试')
  }
  return { status: 200, json: refundView(known) }
}

const notEnough = () => new PayError(403, 'NOT_ENOUGH', '基本账户余额不足，请充值后重新发起')

function refuseBySwitch({ faults }: Context, subject: string): void {
  if (faults.take('notEnough', { area: 'pay', subject }) !== undefined) {
    throw notEnough()
  }
  if (faults.take('userAccountAbnormal', { area: 'pay', subject }) !== undefined) {
    throw new PayError(403, 'USER_ACCOUNT_ABNORMAL', '退款请求失败，用户账户异常或已注销')
  }
}

/** The fault `notifyBeforeReply`: the notification is there while the caller still waits. */
async function endBeforeReply(context: Context, refund: Refund): Promise<void> {
  const occasion = { area: 'pay', subject: refundSubject(refund) } as const
  if (context.faults.take('notifyBeforeReply', occasion) === undefined) {
    return
  }
  const ended = endRefund(context, refund, plannedEnd(context, refund))
  if (ended !== null && ended.delivery !== null) {
    await context.callbacks.firstTry(ended.delivery)
  }
}

function query({ context: { world }, params }: PayCall): PayAnswer {
  const refund = world.refunds.get(params['no'] ?? '')
  if (refund === undefined) {
    throw new PayError(404, 'RESOURCE_NOT_EXISTS', '退款单不存在')
  }
  return { status: 200, json: refundView(refund) }
}

/** Source: WeChat Pay v3, 退款申请, 查询单笔退款, 发起异常退款. */
export const refundApis: readonly PayApi[] = [
  { method: 'POST', path: REFUNDS, run: apply },
  { method: 'GET', path: `${REFUNDS}/:no`, run: query },
  { method: 'POST', path: `${REFUNDS}/:id/apply-abnormal-refund`, run: redirectRefund },
]
