import type { Payment } from '../world/pay-model.js'
import type { PayApi, PayAnswer, PayCall } from './api.js'
import { PayError } from './errors.js'
import { sendPaymentNotification } from './notify.js'
import { orderRequest, type OrderRequest } from './order-request.js'
import { pay, PREPAY_MS } from './paying.js'
import { transactionView } from './transaction.js'

function created(call: PayCall, tradeType: Payment['tradeType']): Payment {
  const { world, clock } = call.context
  const wanted = orderRequest(call, tradeType)
  const known = world.payments.get(wanted.outTradeNo)
  if (known !== undefined) {
    return repeated(call, known, wanted)
  }
  return world.payments.put({
    ...wanted,
    tradeType,
    ...prepaid(call),
    codeUrl: tradeType === 'NATIVE' ? codeUrl(call) : null,
    state: 'NOTPAY',
    createdAt: clock.now(),
    transactionId: null,
    paidAt: null,
    feeFen: 0,
    frozenFen: 0,
  })
}

const prepaid = ({ context: { world, clock } }: PayCall) => ({
  prepayId: `wx${world.mintDigits('prepay', { length: 14 })}${world.mint('prepay', { length: 22 })}`,
  prepaidAt: clock.now(),
})
const codeUrl = ({ context: { world } }: PayCall) =>
  `weixin://wxpay/bizpayurl?pr=${world.mint('native', { length: 9 })}`

/** Same number: fine with the same content while it is unpaid, else refused. */
function repeated(call: PayCall, known: Payment, wanted: OrderRequest): Payment {
  if (known.state === 'SUCCESS') {
    throw new PayError(400, 'ORDER_PAID', '该订单已支付')
  }
  if (known.state === 'CLOSED') {
    throw new PayError(400, 'ORDER_CLOSED', '该订单已关闭，请更换商户订单号后再试')
  }
  if (known.fingerprint !== wanted.fingerprint) {
    throw new PayError(400, 'INVALID_REQUEST', '请求重入时，参数与首次请求时不一致。')
  }
  if (call.context.clock.now() - known.prepaidAt < PREPAY_MS) {
    return known
  }
  call.context.world.payments.remove(known.outTradeNo)
  const code = known.codeUrl === null ? {} : { codeUrl: codeUrl(call) }
  return call.context.world.payments.put({ ...known, ...prepaid(call), ...code })
}

function creating(tradeType: Payment['tradeType'], view: (payment: Payment) => object) {
  return async (call: PayCall): Promise<PayAnswer> => {
    const payment = created(call, tradeType)
    call.context.touch()
    const subject = `/v3/pay/transactions/${tradeType.toLowerCase()} ${payment.outTradeNo}`
    const early = call.context.faults.take('notifyBeforeReply', { area: 'pay', subject })
    if (early !== undefined && payment.state === 'NOTPAY') {
      pay(call.context, payment, { payerOpenid: payment.openid })
      const delivery = sendPaymentNotification(call.context, payment)
      await call.context.callbacks.firstTry(delivery)
    }
    return { status: 200, json: view(payment) }
  }
}

function found({ context: { world, keys }, query, params }: PayCall): Payment {
  if (query['mchid'] !== keys.mchId) {
    throw new PayError(400, 'PARAM_ERROR', '商户号错误')
  }
  const { no = '', id = '' } = params
  const payment = world.payments.get(no) ?? world.payments.by('transactionId', id)[0]
  if (payment === undefined) {
    throw new PayError(404, 'ORDER_NOT_EXIST', '订单不存在')
  }
  return payment
}

function query(call: PayCall): PayAnswer {
  const payment = found(call)
  const refunds = call.context.world.refunds.by('outTradeNo', payment.outTradeNo)
  return { status: 200, json: transactionView(payment, { refunded: refunds.length > 0 }) }
}

function close(call: PayCall): PayAnswer {
  const payment = found({ ...call, query: { mchid: call.body.text('mchid') } })
  if (payment.state === 'SUCCESS') {
    throw new PayError(400, 'ORDER_PAID', '该订单已支付')
  }
  if (payment.state === 'CLOSED') {
    throw new PayError(400, 'ORDER_CLOSED', '该订单已关闭')
  }
  payment.state = 'CLOSED'
  call.context.touch()
  return { status: 204 }
}

/** Source: WeChat Pay v3, JSAPI/Native 下单, 查询订单, 关闭订单. */
export const orderApis: readonly PayApi[] = [
  {
    method: 'POST',
    path: '/v3/pay/transactions/jsapi',
    run: creating('JSAPI', ({ prepayId }) => ({ prepay_id: prepayId })),
  },
  {
    method: 'POST',
    path: '/v3/pay/transactions/native',
    run: creating('NATIVE', (payment) => ({ code_url: payment.codeUrl })),
  },
  { method: 'GET', path: '/v3/pay/transactions/out-trade-no/:no', run: query },
  { method: 'GET', path: '/v3/pay/transactions/id/:id', run: query },
  { method: 'POST', path: '/v3/pay/transactions/out-trade-no/:no/close', run: close },
]
