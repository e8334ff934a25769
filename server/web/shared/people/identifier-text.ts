const TYPES: Record<string, string> = {
  unionid: 'unionid',
  openid: '小程序 openid',
  external_userid: '企微 external_userid',
  phone: '手机号',
  member_no: '会员号',
}

export const identifierTypeText = (type: string): string => TYPES[type] ?? type

const LONGEST = 14

/** oW3k…9Qx2: long values by both ends, as in the server's sentences; masked phones and member numbers whole. */
export function identifierValueText(value: string): string {
  return value.length > LONGEST ? `${value.slice(0, 4)}…${value.slice(-4)}` : value
}
