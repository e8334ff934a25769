import type { Context } from '../context.js'
import { confirmPayment, paymentOf } from '../control/pay.js'
import { yuan } from '../pay/funds.js'
import { payObstacle } from '../pay/paying.js'
import { paySignFits } from '../pay/signature.js'
import type { Payment } from '../world/pay-model.js'
import { findPeople } from '../world/people.js'
import { carried, html, type Html } from './html.js'
import type { PageRoute } from './pages.js'
import { phone } from './people-list.js'
import { PageError, returnAddress, withParams } from './redirect.js'

const SHOWN_PAYERS = 20
const SIGNED = ['appId', 'timeStamp', 'nonceStr', 'package', 'paySign'] as const

/** With the parameters of wx.requestPayment the page checks their signature, as WeChat does. */
function checkPaySign(context: Context, fields: Record<string, string>): void {
  if (fields['paySign'] === undefined) {
    return
  }
  const [appId = '', timeStamp = '', nonceStr = '', packageText = '', paySign = ''] = SIGNED.map(
    (name) => fields[name] ?? '',
  )
  const fits = paySignFits(context, { appId, timeStamp, nonceStr, package: packageText, paySign })
  if (!fits || packageText !== `prepay_id=${fields['prepay_id'] ?? ''}`) {
    throw new PageError(400, '支付验证签名失败')
  }
}

function status(context: Context, payment: Payment): string | null {
  if (payment.state === 'SUCCESS') {
    return '这笔订单已经支付'
  }
  const obstacle = payObstacle(context, payment)
  return obstacle === null ? null : '这笔订单已经过期或关闭，不能再支付'
}

/** A Native order has no payer yet: whoever scans it pays. */
function payerField({ world }: Context, payment: Payment): Html {
  if (payment.openid !== null) {
    const person = world.people.by('openid', payment.openid)[0]
    return html`<p class="quiet">由 ${person?.name ?? '未知'} 支付</p>`
  }
  const people = findPeople(world, { query: '', limit: SHOWN_PAYERS })
  return html`<label for="payer">由谁来付</label>
    <select id="payer" name="personId">
      ${people.map(({ personId, name }) => html`<option value="${personId}">${name}</option>`)}
    </select>`
}

/** Amount, receiver and number of an order. */
export function paymentFacts(payment: Payment): Html {
  return html`<p class="quiet">${payment.description}</p>
    <p class="amount"><span>¥</span>${yuan(payment.totalFen)}</p>
    <dl class="facts">
      <dt>收款方</dt>
      <dd>山野茶铺</dd>
      <dt>订单号</dt>
      <dd>${payment.outTradeNo}</dd>
    </dl>`
}

function sheet(context: Context, payment: Payment, fields: Record<string, string>): Html {
  const problem = status(context, payment)
  const buttons =
    problem === null
      ? html`${payerField(context, payment)}
          <button name="answer" value="pay" class="primary big">支付</button>
          <button name="answer" value="cancel" class="big plain">取消</button>`
      : html`<p class="notice" role="alert">${problem}</p>
          <button name="answer" value="cancel" class="big">返回</button>`
  return html`<section class="sheet">
    ${paymentFacts(payment)}
    <form method="post" action="/h5/pay">${carried(fields)} ${buttons}</form>
  </section>`
}

/** In place of wx.requestPayment: shows the amount; pays or cancels; goes back either way. */
export const cashierPages: readonly PageRoute[] = [
  {
    method: 'GET',
    path: '/h5/pay',
    run({ context, fields }) {
      returnAddress(fields['redirect_uri'] ?? '')
      checkPaySign(context, fields)
      const payment = paymentOf(context, { prepayId: fields['prepay_id'] })
      return { title: '支付', body: phone('支付', sheet(context, payment, fields)) }
    },
  },
  {
    method: 'POST',
    path: '/h5/pay',
    run({ context, fields }) {
      const target = returnAddress(fields['redirect_uri'] ?? '')
      const paying = fields['answer'] === 'pay'
      if (paying) {
        checkPaySign(context, fields)
        const { prepay_id: prepayId, personId } = fields
        confirmPayment(context, { prepayId, personId })
      }
      // A hint for the page only: whether money moved is what the server asks WeChat.
      return { redirect: withParams(target, { pay_result: paying ? 'ok' : 'cancel' }) }
    },
  },
]
