import { confirmTransfer, transferOf } from '../control/transfers.js'
import { yuan } from '../pay/funds.js'
import type { Transfer } from '../world/pay-model.js'
import { carried, html, type Html } from './html.js'
import type { PageRoute } from './pages.js'
import { phone } from './people-list.js'
import { returnAddress, withParams } from './redirect.js'

const TITLE = '收款'

const DONE: Record<Exclude<Transfer['state'], 'WAIT_USER_CONFIRM'>, string> = {
  TRANSFERING: '已经确认，钱正在路上。',
  SUCCESS: '已经收到这笔钱。',
  FAIL: '这笔转账没有成功，请联系商家。',
  CANCELING: '商家正在撤销这笔转账。',
  CANCELLED: '商家已经撤销这笔转账。',
}

function sheet(transfer: Transfer, fields: Record<string, string>): Html {
  const { state, amountFen, remark } = transfer
  const buttons =
    state === 'WAIT_USER_CONFIRM'
      ? html`<button name="answer" value="take" class="primary big">确认收款</button>
          <button name="answer" value="later" class="big plain">以后再说</button>`
      : html`<p class="notice" role="alert">${DONE[state]}</p>
          <button name="answer" value="later" class="big">返回</button>`
  return html`<section class="sheet">
    <p class="quiet">${remark}</p>
    <p class="amount"><span>¥</span>${yuan(amountFen)}</p>
    <dl class="facts">
      <dt>付款方</dt>
      <dd>山野茶铺</dd>
      <dt>到账</dt>
      <dd>零钱</dd>
    </dl>
    <form method="post" action="/h5/transfer">${carried(fields)} ${buttons}</form>
  </section>`
}

/** In place of wx.requestMerchantTransfer: the customer takes the money, or goes back. */
export const transferPages: readonly PageRoute[] = [
  {
    method: 'GET',
    path: '/h5/transfer',
    run({ context, fields }) {
      returnAddress(fields['redirect_uri'] ?? '')
      const transfer = transferOf(context, { packageInfo: fields['package'] })
      return { title: TITLE, body: phone(TITLE, sheet(transfer, fields)) }
    },
  },
  {
    method: 'POST',
    path: '/h5/transfer',
    run({ context, fields }) {
      const target = returnAddress(fields['redirect_uri'] ?? '')
      const taking = fields['answer'] === 'take'
      if (taking) {
        confirmTransfer(context, { packageInfo: fields['package'] })
      }
      // A hint for the page only: whether the money is there is what the server asks WeChat.
      return { redirect: withParams(target, { transfer_result: taking ? 'ok' : 'cancel' }) }
    },
  },
]
