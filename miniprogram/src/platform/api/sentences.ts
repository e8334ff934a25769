import type { Problem } from './problem'

/** Sentences for what can happen to any call. Features add their own codes. */
const GENERAL: Readonly<Record<string, string>> = {
  network: '网络不通，请检查后再试',
  'needs-wechat': '请在微信里打开小程序登录',
  'not-logged-in': '登录已过期，请重新登录',
  'rate-limited': '操作太频繁，请稍等再试',
  'not-found': '没有找到，可能已被删除',
  unexpected: '出了点问题，请再试一次',
}

/** One Chinese sentence for a problem; `own` are the codes of the feature. */
export function sentenceFor(problem: Problem, own: Readonly<Record<string, string>> = {}): string {
  const known = own[problem.code] ?? GENERAL[problem.code]
  if (known !== undefined) {
    return known
  }
  if (problem.status === 429) {
    return GENERAL['rate-limited'] ?? problem.code
  }
  return problem.status >= 500 ? '服务暂时不可用，请稍后再试' : '出了点问题，请再试一次'
}
