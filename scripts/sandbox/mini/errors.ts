import { randomBytes } from 'node:crypto'

/** Texts of the mini-program's server APIs. */
const TEXTS: Record<number, string> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40013: 'invalid appid',
  40029: 'invalid code',
  40125: 'invalid appsecret',
  40129: 'invalid scene',
  40163: 'code been used',
  40164: 'invalid ip, not in whitelist',
  40226: 'code blocked',
  41001: 'access_token missing',
  41002: 'appid missing',
  41008: 'missing code',
  41030: 'invalid page',
  42001: 'access_token expired',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  47001: 'data format error',
  48001: 'api unauthorized',
  10060001: '支付单不存在',
  10060002: '支付单已完成发货，无法继续发货',
  10060003: '支付单已使用重新发货机会',
  10060004: '支付单处于不可发货的状态',
  10060005: '物流类型有误',
  10060006: '非快递发货时不允许分拆发货',
  10060007: '分拆发货模式下必须填写is_all_delivered字段',
  10060008: '商品描述item_desc字段不能为空',
  10060009: '商品描述item_desc字段太长',
  10060011: '参数错误',
  10060014: '参数错误',
  10060023: '发货信息未更新',
  10060024: '物流信息列表太长',
  10060031: '该笔支付单不属于openid所指定的用户',
}

export class MiniError extends Error {
  constructor(
    readonly errcode: number,
    readonly detail?: string,
  ) {
    super(`${errcode} ${detail ?? ''}`)
  }
}

/** `invalid code, rid: 6639eae2-2d7c4699-190e24dd` */
export function miniErrorBody({ errcode, text }: { errcode: number; text?: string | undefined }): {
  errcode: number
  errmsg: string
} {
  const rid = [4, 4, 4].map((bytes) => randomBytes(bytes).toString('hex')).join('-')
  return { errcode, errmsg: `${text ?? TEXTS[errcode] ?? 'error'} rid: ${rid}` }
}
