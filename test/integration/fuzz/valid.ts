import * as fc from 'fast-check'
import type { Target } from './target.js'

/** What the platforms and other systems really send, to be spoilt in one place. */

export type Fields = Readonly<Record<string, unknown>>

const seconds = () => Math.floor(Date.now() / 1000)

const wecom =
  (fields: Fields) =>
  (target: Target): Fields => ({
    ToUserName: target.config.wecom.corpId,
    FromUserName: 'sys',
    CreateTime: seconds(),
    MsgType: 'event',
    ...fields,
  })
const contact = (ChangeType: string, more: Fields = {}) =>
  wecom({
    Event: 'change_external_contact',
    ChangeType,
    UserID: 'zhangsan',
    ExternalUserID: `wm${Math.random().toString(36).slice(2)}`,
    ...more,
  })

const mini =
  (fields: Fields) =>
  (target: Target): Fields => ({
    ToUserName: 'gh_0123456789ab',
    FromUserName: 'oM-somebody',
    CreateTime: seconds(),
    MsgType: 'event',
    appid: target.config.mini.appId,
    ...fields,
  })
const choice = { TemplateId: 'tpl-1', SubscribeStatusString: 'accept', PopupScene: '2' }

export const MESSAGES = {
  wecom: [
    contact('add_external_contact', { State: 'token', WelcomeCode: 'welcome-code' }),
    contact('add_half_external_contact', { WelcomeCode: 'welcome-code' }),
    contact('edit_external_contact'),
    contact('del_external_contact', { Source: 'DELETE_BY_TRANSFER' }),
    contact('del_follow_user'),
    wecom({ Event: 'change_external_tag', Id: 'et1', TagType: 'tag', ChangeType: 'create' }),
    wecom({
      Event: 'change_external_chat',
      ChatId: 'wr1',
      ChangeType: 'update',
      UpdateDetail: 'add_member',
      JoinScene: 1,
      MemChangeCnt: 1,
      MemChangeList: { Item: ['wm1', 'wm2'] },
    }),
    wecom({
      Event: 'change_contact',
      ChangeType: 'update_user',
      UserID: 'lisi',
      Department: '1,2',
    }),
    wecom({ Event: 'enter_agent', AgentID: '1000002' }),
  ],
  mini: [
    mini({ Event: 'subscribe_msg_popup_event', SubscribeMsgPopupEvent: { List: [choice] } }),
    mini({ Event: 'subscribe_msg_change_event', List: [{ ...choice, PopupScene: undefined }] }),
    mini({
      Event: 'subscribe_msg_sent_event',
      SubscribeMsgSentEvent: { List: { TemplateId: 't', MsgID: '1', ErrorCode: 0 } },
    }),
    mini({ Event: 'wxa_media_check', trace_id: 't1', result: { suggest: 'risky', label: 1 } }),
    mini({
      Event: 'trade_manage_order_settlement',
      transaction_id: '42',
      merchant_trade_no: 'pay_1',
      settlement_time: seconds(),
    }),
    mini({ MsgType: 'text', Content: 'hello', MsgId: '22334455' }),
  ],
} as const

/** As WeChat writes it: text in CDATA, lists as repeated elements. */
export function xmlOf(fields: unknown): string {
  return `<xml>${elementsOf(fields)}</xml>`
}

function elementsOf(value: unknown): string {
  if (value === null || typeof value !== 'object') {
    return typeof value === 'number' ? String(value) : `<![CDATA[${String(value)}]]>`
  }
  return Object.entries(value)
    .flatMap(([name, held]) => (Array.isArray(held) ? held : [held]).map((one) => [name, one]))
    .map(([name, held]) => `<${String(name)}>${elementsOf(held)}</${String(name)}>`)
    .join('')
}

/** What WeChat Pay says of a payment. */
export const transaction = ({ config }: Target): Fields => ({
  appid: config.mini.appId,
  mchid: config.pay.mchId,
  out_trade_no: 'pay_nobody000000000000000001',
  transaction_id: '4200000000000000000000000001',
  trade_type: 'JSAPI',
  trade_state: 'SUCCESS',
  success_time: '2026-11-22T18:00:00+08:00',
  payer: { openid: 'o-nobody' },
  amount: { total: 1680, payer_total: 1680, currency: 'CNY', payer_currency: 'CNY' },
  attach: '',
})

/** What WeChat Pay says of a refund. */
export const refund = ({ config }: Target): Fields => ({
  mchid: config.pay.mchId,
  transaction_id: '4200000000000000000000000001',
  out_trade_no: 'pay_nobody000000000000000001',
  refund_id: '50300000000000000000000000001',
  out_refund_no: 'rfd_0000000000000000000000_1',
  refund_status: 'SUCCESS',
  success_time: '2026-11-22T18:00:00+08:00',
  user_received_account: '支付用户零钱',
  amount: { total: 1680, refund: 1680, payer_total: 1680, payer_refund: 1680 },
})

const item = { sku: 'GH-M', name: '桂花乌龙', qty: 2, amountFen: 3000 }
const data: Readonly<Record<string, Fields>> = {
  'order.paid': { orderNo: 'A1', storeCode: 'S1', paidFen: 3000, items: [item], channel: 'till' },
  'order.refunded': { orderNo: 'A1', refundNo: 'R1', refundFen: 100 },
  'customer.identified': {},
  'page.viewed': { name: '门店海报', path: '/x' },
  'coupon.redeemed': { couponId: 'c1', amountFen: 500 },
}
const who: readonly Fields[] = [
  { unionid: 'oU1', openid: 'o1', appid: 'wx1' },
  { externalUserid: 'wm1', corpId: 'ww1', phone: '13812345678', phoneVerified: true },
  { memberNo: 'M1', phone: '+86 138 1234 5678', phoneVerifiedAt: '2026-01-01T00:00:00Z' },
  {},
]

export const openEvent = fc
  .record({
    id: fc.uuid(),
    type: fc.constantFrom(...Object.keys(data)),
    source: fc.constantFrom('pos-1', 'erp'),
    identifiers: fc.constantFrom(...who),
  })
  .map((event) => ({
    ...event,
    occurredAt: new Date(Date.now() - 60_000).toISOString(),
    data: data[event.type],
  }))

/** Ids of customers: in shape and out of it. */
export const CUSTOMERS = [
  'cus_0000000000000000000000',
  'cus_',
  '1',
  '%',
  '..',
  'x'.repeat(40),
  '茶',
]
