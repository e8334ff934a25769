import { Problem } from './problem.js'

const BY_CODE: Record<string, string> = {
  'network-unreachable': '连不上服务器，检查网络后再试',
  'answer-too-late': '服务器没有及时回应，可能是数据库卡住了',
  'not-logged-in': '登录已过期，请重新登录',
  'login-failed': '用户名或密码不对',
  'login-locked': '试得太多，请 15 分钟后再登录',
  'not-allowed': '你的账号没有这项权限',
  'csrf-header-missing': '页面过期了，刷新后再试',
  'foreign-page': '只能在本系统的页面里操作',
  'too-many-requests': '操作太快，请稍等再试',
  'request-invalid': '有内容没填对，请检查后再提交',
  'cursor-invalid': '这一页已经变了，请从第一页看起',
  'store-unavailable': '数据库暂时连不上，请稍后再试',
  'transaction-conflict': '好几个人在改同一处，请再试一次',
  'commit-outcome-unknown': '不确定有没有存上，先刷新看看再试',
  'customer-not-found': '没有这位客户',
  'phone-is-shared': '这个手机号有几个人在用，不能判断是谁',
}

const BY_STATUS: Record<number, string> = {
  401: '登录已过期，请重新登录',
  403: '你的账号没有这项权限',
  404: '没有找到',
  409: '内容刚被别人改过，刷新后再试',
  413: '内容太大，传不上去',
  422: '有内容没填对，请检查后再提交',
  429: '操作太快，请稍等再试',
  503: '服务器正忙，请稍后再试',
}

const FALLBACK = '服务器出了点问题，请稍后再试'

/** One Chinese sentence for whatever went wrong; `more` are the sentences of a feature, by error code. */
export function sentenceOf(error: unknown, more: Record<string, string> = {}): string {
  if (!(error instanceof Problem)) {
    return FALLBACK
  }
  return more[error.code] ?? BY_CODE[error.code] ?? BY_STATUS[error.status] ?? FALLBACK
}
