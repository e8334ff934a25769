import type { Refund } from '../world/pay-model.js'
import type { PayAnswer, PayCall } from './api.js'
import { PayError, paramError } from './errors.js'
import { startRefund } from './refund-states.js'
import { refundView } from './refund-view.js'
import { openedField } from './sensitive.js'

/** Debit cards of these banks only; their names are what the refund shows as its account. */
const BANKS: Record<string, string> = {
  CMB_DEBIT: '招商银行',
  COMM_DEBIT: '交通银行',
  ABC_DEBIT: '农业银行',
  CCB_DEBIT: '建设银行',
  ICBC_DEBIT: '工商银行',
  BOC_DEBIT: '中国银行',
  PAB_DEBIT: '平安银行',
  SPDB_DEBIT: '浦发银行',
  CITIC_DEBIT: '中信银行',
  CEB_DEBIT: '光大银行',
  CMBC_DEBIT: '民生银行',
  CIB_DEBIT: '兴业银行',
  GDB_DEBIT: '广发银行',
  PSBC_DEBIT: '邮储银行',
  NBCB_DEBIT: '宁波银行',
}
const CARD_NUMBER = /^\d{12,19}$/

/**
 * An abnormal refund is sent elsewhere and is PROCESSING again. The number and the name on a card
 * are read to check them and are not kept. Source: WeChat Pay v3, 发起异常退款.
 */
export function redirectRefund(call: PayCall): PayAnswer {
  const { context, params, body } = call
  const refund = context.world.refunds.by('refundId', params['id'] ?? '')[0]
  if (refund === undefined) {
    throw new PayError(404, 'RESOURCE_NOT_EXISTS', '退款单不存在')
  }
  if (body.text('out_refund_no') !== refund.outRefundNo) {
    throw paramError('out_refund_no', '商户退款单号与退款单不匹配', body.text('out_refund_no'))
  }
  const redirected = destination(call)
  if (refund.status !== 'ABNORMAL') {
    throw new PayError(400, 'INVALID_REQUEST', '退款单状态不为退款异常，不能发起异常退款')
  }
  refund.redirected = redirected
  refund.receivedAccount = redirected.account
  refund.channel = 'OTHER_BANKCARD'
  startRefund(context, refund)
  return { status: 200, json: refundView(refund) }
}

function destination(call: PayCall): NonNullable<Refund['redirected']> {
  const { body } = call
  const type = body.text('type')
  if (type === 'MERCHANT_BANK_CARD') {
    return { type, account: '商户结算银行账户' }
  }
  if (type !== 'USER_BANK_CARD') {
    throw paramError('type', '不支持的异常退款处理方式', type)
  }
  const bank = BANKS[body.text('bank_type')]
  if (bank === undefined) {
    throw paramError('bank_type', '仅支持部分银行的借记卡', body.text('bank_type'))
  }
  const card = openedField(call, 'bank_account')
  if (!CARD_NUMBER.test(card)) {
    throw paramError('bank_account', '银行卡号不符合规则')
  }
  if (openedField(call, 'real_name') === '') {
    throw paramError('real_name', '必填参数缺失')
  }
  return { type, account: `${bank}借记卡${card.slice(-4)}` }
}
