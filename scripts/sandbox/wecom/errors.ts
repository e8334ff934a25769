import { randomBytes } from 'node:crypto'

/** Texts of the codes as WeCom words them. Source: WeCom 90313, 全局错误码. */
const TEXTS: Record<number, string> = {
  [-1]: 'system busy',
  40001: 'invalid credential',
  40003: 'invalid userid',
  40013: 'invalid corpid',
  40014: 'invalid access_token',
  40029: 'invalid oauth code',
  40050: 'invalid chatid',
  40056: 'invalid agentid',
  40058: 'invalid parameter',
  40063: 'some parameters are empty',
  40066: 'invalid url',
  40068: 'invalid tagid',
  40071: 'invalid tag name',
  40096: 'invalid external userid',
  41001: 'access_token missing',
  41004: 'corpsecret missing',
  41050: 'invalid welcome code',
  41051: 'externaluser has started chatting',
  41096: 'welcome msg is being distributed',
  42001: 'access_token expired',
  45009: 'api freq out of limit',
  45033: 'api concurrent out of limit',
  48002: 'api forbidden',
  60011: 'no privilege to access/modify contact/party/agent',
  60020: 'not allow to access from your ip',
  60111: 'userid not found',
  60123: 'invalid party id',
  81011: 'no permission to access tag',
  84061: 'not external contact',
  84074: 'not allow to access external contact',
  301002: 'not allow operate another agent with this accesstoken',
}

/** An answer with an errcode. `detail` is added in brackets, as WeCom names the field. */
export class WecomError extends Error {
  constructor(
    readonly errcode: number,
    readonly detail?: string,
  ) {
    super(`${errcode} ${detail ?? ''}`)
  }
}

/**
 * `access_token expired, hint: [1576065934_28_e0fa...], from ip: 9.30.0.138, more info at
 * https://open.work.weixin.qq.com/devtool/query?e=42001`
 */
export function wecomErrorBody(
  { errcode, detail, text }: { errcode: number; detail?: string | undefined; text?: string },
  { ip, nowSeconds }: { ip: string; nowSeconds: number },
): { errcode: number; errmsg: string } {
  const words = text ?? TEXTS[errcode] ?? 'error'
  const named = detail === undefined ? words : `${words}, ${detail}`
  const hint = `hint: [${nowSeconds}_${errcode < 0 ? 1 : errcode % 97}_${randomBytes(16).toString('hex')}]`
  const more = `more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}`
  return { errcode, errmsg: `${named}, ${hint}, from ip: ${ip}, ${more}` }
}
