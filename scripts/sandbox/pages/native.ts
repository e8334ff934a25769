import QRCode from 'qrcode'
import type { Context } from '../context.js'
import { confirmPayment, paymentOf } from '../control/pay.js'
import { payObstacle } from '../pay/paying.js'
import type { Payment } from '../world/pay-model.js'
import { paymentFacts } from './cashier.js'
import { html, trusted, type Html } from './html.js'
import { chosenPerson, personChooser } from './login.js'
import type { PageRoute } from './pages.js'
import { phone } from './people-list.js'

const TITLE = '扫码支付'

const OBSTACLES: Record<string, string> = {
  'already-paid': '这笔订单已经支付。',
  closed: '订单已关闭，请让商家重新生成二维码。',
  expired: '二维码已经过期，请让商家重新生成。',
}

async function codeCard(payment: Payment): Promise<Html> {
  const svg = await QRCode.toString(payment.codeUrl ?? '', { type: 'svg', margin: 1 })
  return html`<section class="card code">
    <div class="qr" aria-hidden="true">${trusted(svg)}</div>
    ${paymentFacts(payment)}
  </section>`
}

async function choosing(context: Context, payment: Payment, fields: Record<string, string>) {
  const obstacle = payObstacle(context, payment)
  const chooser = { action: '/h5/native', fields, adding: '另一位顾客' }
  const rest =
    obstacle === null
      ? html`<p class="lead">谁来扫码支付？</p>
          ${personChooser(context, chooser)}`
      : html`<p class="notice" role="alert">${OBSTACLES[obstacle] ?? obstacle}</p>`
  return { title: TITLE, body: phone(TITLE, html`${await codeCard(payment)} ${rest}`) }
}

/** What scanning the code_url of a Native order opens: the amount, and who pays it. */
export const nativePages: readonly PageRoute[] = [
  {
    method: 'GET',
    path: '/h5/native',
    run: ({ context, fields }) =>
      choosing(context, paymentOf(context, { codeUrl: fields['code_url'] }), fields),
  },
  {
    method: 'POST',
    path: '/h5/native',
    run(call) {
      const { context, fields } = call
      const payment = paymentOf(context, { codeUrl: fields['code_url'] })
      const { personId, name } = chosenPerson(call)
      confirmPayment(context, { outTradeNo: payment.outTradeNo, personId })
      const body = html`<section class="sheet">
        <p class="done" role="status">${name}已支付</p>
        ${paymentFacts(payment)}
        <p class="quiet">商家会收到支付通知，也能查到这笔款。</p>
      </section>`
      return { title: '支付成功', body: phone('支付成功', body) }
    },
  },
]
