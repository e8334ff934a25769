import type { Row } from '../../shared/http/answer.js'

/** What a refund's state and troubles mean to somebody who must do something about them. */

type Refund = Row<'/api/refunds'>
export type RefundState = Refund['state']

export const refundStates: Record<RefundState, { text: string; tone: string }> = {
  requested: { text: '准备退', tone: 'info' },
  processing: { text: '微信处理中', tone: 'info' },
  succeeded: { text: '已到账', tone: 'good' },
  abnormal: { text: '退不回去', tone: 'bad' },
  failed: { text: '没退成', tone: 'bad' },
  'returned-to-merchant': { text: '退回了商户账户', tone: 'bad' },
  'settled-offline': { text: '已线下退款', tone: '' },
}

type Trouble = { text: string; todo: string }

const TROUBLES: Record<string, Trouble> = {
  'wechat-pay-balance-low': {
    text: '余额不足',
    todo: '给商户账户充值后再试一次',
  },
  'wechat-pay-frequency-limited': { text: '太频繁', todo: '过几分钟再试一次' },
  'wechat-pay-unavailable': { text: '系统繁忙', todo: '微信恢复后再试一次' },
  'wechat-pay-outcome-unknown': {
    text: '没收到回应',
    todo: '先查有没有退成，再试不会重复退',
  },
  'wechat-pay-payee-abnormal': {
    text: '收款账户异常',
    todo: '请顾客恢复微信支付，再试一次；恢复不了就线下退款',
  },
  'wechat-pay-refused': {
    text: '微信没接受',
    todo: '到微信商户平台看提示，改好后再试一次',
  },
  'wechat-pay-number-used': {
    text: '退款单号被用过',
    todo: '到微信商户平台核对这个单号，确认没退过再联系技术',
  },
  'wechat-pay-config-wrong': {
    text: '商户设置不对',
    todo: '检查证书和密钥，改好后再试一次',
  },
  'wechat-pay-answer-unexpected': {
    text: '看不懂微信的回应',
    todo: '再试一次；还是这样就联系技术',
  },
  'payment-too-old': {
    text: '付款已过一年',
    todo: '微信不再退一年前的付款，联系顾客线下退款',
  },
  'refund-closed': { text: '微信关掉了退款', todo: '钱已回到商户账户，再试一次' },
  'refund-abnormal': {
    text: '退不回去',
    todo: '顾客的卡或零钱收不了款，到微信商户平台改退到其他银行卡',
  },
}

const UNKNOWN: Trouble = { text: '没退成', todo: '再试一次；还是这样就联系技术' }

/** A code that this page does not know yet stays readable: the tooltip of its place shows it. */
export const troubleOf = (code: string): Trouble => TROUBLES[code] ?? UNKNOWN

/** The state as a tag says it: why it stopped, where that is known. */
export function refundTag({ state, trouble }: Pick<Refund, 'state' | 'trouble'>) {
  const { text, tone } = refundStates[state]
  return state === 'failed' && trouble !== undefined
    ? { text: troubleOf(trouble.code).text, tone }
    : { text, tone }
}
