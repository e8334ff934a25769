import type { z } from 'zod'
import { businessDay } from '../../../platform/days/index.js'
import type { EvidenceKind } from '../facts.domain.js'
import type { IdentifierText } from '../identifier-text.js'
import { typeOfKey, type IdentifierKey, type IdentifierType } from '../identifier.domain.js'
import type { IdentifierDocument } from '../identity.documents.js'
import type { OperatorWord } from '../resolution/evidence.domain.js'
import type { NamedIdentifier } from './explain.contract.js'

/** How identifiers, observations and operators' words are called in Chinese. No phone number but masked. Pure. */

export type Named = z.output<typeof NamedIdentifier>
type Stored = Pick<IdentifierDocument, '_id' | 'type' | 'scope' | 'value'>

export function namedIdentifier(identifier: Stored, text: Pick<IdentifierText, 'masked'>): Named {
  const { _id: key, type, scope } = identifier
  return { key, type, scope, value: text.masked(identifier) }
}

/** Names by key; of what was never seen only the key is known, and of a phone that would be its hash: no value. */
export function namer(
  documents: readonly Stored[],
  text: Pick<IdentifierText, 'masked'>,
): (key: IdentifierKey) => Named {
  const byKey = new Map(documents.map((one) => [one._id, namedIdentifier(one, text)]))
  return (key) => byKey.get(key) ?? unseen(key)
}

function unseen(key: IdentifierKey): Named {
  const type = typeOfKey(key)
  const [, scope = '', ...value] = key.split(':')
  return { key, type, scope, value: type === 'phone' ? '未知号码' : value.join(':') }
}

export const TYPE_NAMES: Readonly<Record<IdentifierType, string>> = {
  unionid: '微信 unionid',
  openid: '小程序用户',
  external_userid: '企微客户',
  phone: '手机号',
  member_no: '会员号',
}

const [LONGEST, ENDS] = [14, 4]

/**
 * `手机号 138****6021`, `小程序用户 oW3k…9Qx2`: short enough to stand in a sentence, and by both ends, which tell two apart.
 * The console cuts in the same way (`shared/people/identifier-text.ts`).
 */
export function calledIdentifier({ type, value }: Pick<Named, 'type' | 'value'>): string {
  const isLong = value.length > LONGEST
  const short = isLong ? `${value.slice(0, ENDS)}…${value.slice(-ENDS)}` : value
  return `${TYPE_NAMES[type]} ${short}`
}

/** What was observed, as the object of a sentence. */
export const KIND_NAMES: Readonly<Record<EvidenceKind, string>> = {
  'mini-login': '登录小程序',
  'external-contact': '企微客户资料',
  'phone-authorised': '在小程序授权手机号',
  'phone-checked': '短信验证手机号',
  'group-member': '客户群成员资料',
  'id-converted': '企微 ID 转换',
  'staff-remark': '员工备注',
  'open-event': '外部系统上报',
  import: '文件导入',
}

const OWN_SOURCES: Readonly<Record<string, string>> = {
  mini: '小程序',
  wecom: '企业微信',
  huike: '回客',
  operator: '运营人员',
}

/** A source of our own by its name, another one as it calls itself. */
export const sourceName = (source: string): string => OWN_SOURCES[source] ?? source

/** An operator's word as a sentence. */
export function wordSentence(
  word: OperatorWord,
  name: (key: IdentifierKey) => Pick<Named, 'type' | 'value'>,
): string {
  const called = (key: IdentifierKey) => calledIdentifier(name(key))
  switch (word.kind) {
    case 'same':
      return `${called(word.a)} 与 ${called(word.b)} 是同一个人`
    case 'never':
      return `${called(word.a)} 与 ${called(word.b)} 不是同一个人`
    case 'detach':
      return `${called(word.key)} 单独成为一位客户，不再自动合并`
    case 'phone-shared':
      return `${called(word.phone)} 是多人共用的号码`
    case 'phone-epochs':
      return `${called(word.phone)} 到 ${businessDay(lastOf(word))} 为止，各段时间归谁保持原样`
    case 'phone-belongs':
      return `${called(word.phone)} ${timesOf(word)}归 ${called(word.to)}`
    case 'retract':
      return `事件 ${word.eventId} 的证据不算数`
    default:
      return `来源 ${sourceName(word.source)} 的证据不算数`
  }
}

const lastOf = ({ epochs }: Extract<OperatorWord, { kind: 'phone-epochs' }>): Date =>
  epochs.reduce((last, { to }) => (to > last ? to : last), new Date(0))

function timesOf({ from, until }: Readonly<{ from?: Date; until?: Date }>): string {
  const start = from === undefined ? '' : `从 ${businessDay(from)} 起`
  const end = until === undefined ? '' : `到 ${businessDay(until)} 止`
  return start + end === '' ? '一直' : start + end
}
