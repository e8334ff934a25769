import type { Payment } from '../world/pay-model.js'
import type { PayCall } from './api.js'
import { fingerprint, notifyUrl, sized } from './checks.js'
import { PayError, paramError } from './errors.js'

const OUT_TRADE_NO = /^[0-9A-Za-z_\-*]{6,32}$/
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
const MAX_DESCRIPTION_CHARS = 127
const MAX_ATTACH_CHARS = 128

export type OrderRequest = Pick<
  Payment,
  | 'outTradeNo'
  | 'appid'
  | 'mchid'
  | 'description'
  | 'attach'
  | 'notifyUrl'
  | 'expiresAt'
  | 'totalFen'
  | 'openid'
  | 'fingerprint'
>

/** Checks the body of a JSAPI or Native order as WeChat Pay does. */
export function orderRequest(call: PayCall, tradeType: Payment['tradeType']): OrderRequest {
  const { context, body } = call
  checkParties(call)
  const outTradeNo = body.text('out_trade_no')
  if (!OUT_TRADE_NO.test(outTradeNo)) {
    throw paramError('out_trade_no', '商户订单号不符合规则', outTradeNo)
  }
  const description = sized(body.text('description'), 'description', MAX_DESCRIPTION_CHARS)
  if (description === '') {
    throw paramError('description', '必填参数缺失')
  }
  const attach = sized(body.text('attach'), 'attach', MAX_ATTACH_CHARS)
  return {
    outTradeNo,
    appid: context.keys.miniAppId,
    mchid: context.keys.mchId,
    description,
    attach: attach === '' ? null : attach,
    notifyUrl: notifyUrl(body.text('notify_url')),
    expiresAt: expiry(call),
    totalFen: total(call),
    openid: tradeType === 'JSAPI' ? payer(call) : null,
    fingerprint: fingerprint(tradeType, body.raw()),
  }
}

function checkParties({ context: { keys }, body }: PayCall): void {
  if (body.text('mchid') !== keys.mchId) {
    throw new PayError(400, 'MCH_NOT_EXISTS', '商户号不存在')
  }
  if (body.text('appid') !== keys.miniAppId) {
    throw new PayError(400, 'APPID_MCHID_NOT_MATCH', 'appid和mch_id不匹配，请检查后再试')
  }
}

function expiry({ context, body }: PayCall): number | null {
  if (!body.has('time_expire')) {
    return null
  }
  const text = body.text('time_expire')
  if (!RFC3339.test(text) || Number.isNaN(Date.parse(text))) {
    throw paramError('time_expire', '时间格式不符合rfc3339', text)
  }
  if (Date.parse(text) <= context.clock.now()) {
    throw new PayError(400, 'PARAM_ERROR', '交易结束时间不能早于当前时间')
  }
  return Date.parse(text)
}

function total({ body }: PayCall): number {
  const amount = body.child('amount')
  const value = amount.raw()['total']
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
    throw paramError('amount/total', '金额必须是大于0的整数', value)
  }
  if (amount.has('currency') && amount.text('currency') !== 'CNY') {
    throw paramError('amount/currency', '不支持的币种', amount.text('currency'))
  }
  return value
}

function payer({ context: { world }, body }: PayCall): string {
  const openid = body.child('payer').text('openid')
  if (openid === '') {
    throw paramError('payer/openid', '必填参数缺失')
  }
  if (world.people.by('openid', openid).length === 0) {
    throw new PayError(400, 'INVALID_REQUEST', '无效的openid')
  }
  return openid
}
