/** Why something of ours failed, by the code that the server noted; what has no words here is shown as it is. */
const BY_CODE: Record<string, string> = {
  'wecom-unavailable': '企业微信没有回应',
  'wecom-outcome-unknown': '企业微信没有回应，不确定有没有做成',
  'wecom-refused': '企业微信没接受',
  'mini-unavailable': '小程序平台没有回应',
  'mini-outcome-unknown': '小程序平台没有回应，不确定有没有做成',
  'mini-refused': '小程序平台没接受',
  'wechat-pay-unavailable': '微信支付没有回应',
  'wechat-pay-outcome-unknown': '微信支付没有回应，不确定有没有做成',
  'wechat-pay-refused': '微信支付没接受',
  'store-unavailable': '数据库连不上',
}

/** `reason`: `code` or `code: detail`, as the server stores it. */
export function failureText(reason: string): string {
  const code = reason.split(':', 1)[0] ?? ''
  return BY_CODE[code] ?? reason
}
