import { businessMinute } from '../../../platform/days/index.js'
import type { EvidenceKind } from '../facts.domain.js'
import type { Standing } from '../resolution/evidence.domain.js'
import { calledIdentifier, sourceName, type Named } from './naming.js'

/** What was seen, in Chinese words for operators (identity.md 5). Pure; a phone comes masked. */

type Called = Pick<Named, 'type' | 'value'>

export type Told = Readonly<{
  from: Called
  to: Called
  kind: EvidenceKind
  source: string
  standing: Standing
  at: Date
  /** Who saw it, where somebody did: a member of the staff. */
  actor: string | null
  count: number
}>

/** One whole sentence: when, what, by whom. */
export function sentenceOf(told: Told): string {
  const { from, to, at, kind, source, actor } = told
  const [a, b] = [calledIdentifier(from), calledIdentifier(to)]
  const when = businessMinute(at)
  switch (kind) {
    case 'mini-login':
      return `${when}，登录小程序时微信一起返回了 ${a} 和 ${b}。`
    case 'external-contact':
      return `${when}，${actor === null ? '' : `${actor} 的`}企微客户资料里，${a} 和 ${b} 在一起。`
    case 'phone-authorised':
      return `${when}，在小程序里授权了手机号：${a} 和 ${b}。`
    case 'phone-checked':
      return `${when}，把发到手机的验证码报给了${actor ?? '店员'}：${a} 和 ${b}。`
    case 'group-member':
      return `${when}，客户群的成员资料里，${a} 和 ${b} 在一起。`
    case 'id-converted':
      return `${when}，企微把 ${a} 和 ${b} 认作同一个人。`
    case 'staff-remark':
      return `${when}，${actor ?? '店员'}在企微备注里写了：${a} 和 ${b}。`
    case 'import':
      return `${when}，导入的资料（${source}）里，${a} 和 ${b} 在同一行。`
    default:
      return `${when}，${sourceName(source)} 把 ${a} 和 ${b} 一起上报。`
  }
}

const TRUST: Readonly<Record<Standing, string>> = {
  proved: '微信证明',
  relayed: '可信来源转告',
  claimed: '验证过，或可信来源登记',
  sighted: '只是一起出现过，不作合并依据',
}

/** How far it is believed and how often it was seen. */
export const noteOf = ({ standing, count }: Pick<Told, 'standing' | 'count'>): string =>
  count > 1 ? `${TRUST[standing]}，共 ${count} 次` : TRUST[standing]

/** For an operator's word *same*. */
export function decisionSentence({
  from,
  to,
  at,
  actor,
  reason,
}: Readonly<{ from: Named; to: Named; at: Date; actor: string; reason: string }>): string {
  return `${businessMinute(at)}，${actor} 认定 ${calledIdentifier(from)} 和 ${calledIdentifier(to)} 是同一个人：${reason}。`
}
