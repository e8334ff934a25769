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
