import {
  SOURCE_WORDS,
  type ExportPart,
  type ExportRow,
} from '../../platform/personal-data/index.js'
import type { Result } from '../../platform/errors/index.js'
import type { z } from 'zod'
import type { CustomerDetail } from './customers.contract.js'
import type { CustomerQueries, Located } from './customer-queries.js'
import type { Customers } from './customers.repository.js'
import type { FactScope } from './fact-scope.domain.js'
import type { EraseIdentity } from './erase-identity.repository.js'
import type { IdentifierType } from './identifier.domain.js'
import type { IdentifierText } from './identifier-text.js'
import type { Person, ShownIdentifier } from './people.js'
import { isClaim } from './strength.domain.js'

type Detail = z.output<typeof CustomerDetail>

/** Who somebody is, as far as it is known: the first tables of an export. */
export type ExportedIdentity = Readonly<{
  customerId: string
  facts: FactScope
  parts: readonly ExportPart[]
}>

/** Which phones stand in clear: all of them, none, or those that the customer has proved. */
export type ClearPhones = 'all' | 'none' | 'claimed'

type Deps = Readonly<{
  customers: Pick<Customers, 'factScopeOf'>
  queries: Pick<CustomerQueries, 'person' | 'detail'>
  erase: Pick<EraseIdentity, 'historyOf'>
  text: IdentifierText
}>

export type ExportIdentity = ReturnType<typeof exportIdentity>
export function exportIdentity({ customers, queries, erase, text }: Deps) {
  const partsOf = async (person: Person, detail: Detail, clear: ClearPhones) => [
    profilePart(detail),
    identifierPart(person, text, clear),
    linkPart(detail),
    historyPart(await erase.historyOf(person.customer._id)),
  ]

  return async (
    customerId: string,
    { clear }: { clear: ClearPhones },
  ): Promise<Result<Located<ExportedIdentity>, 'customer-not-found' | 'customer-erased'>> => {
    const [found, detail] = await Promise.all([
      queries.person(customerId),
      queries.detail(customerId),
    ])
    if (!found.ok) {
      return found
    }
    if (!detail.ok) {
      return detail
    }
    if (found.value.at === 'moved') {
      return { ok: true, value: found.value }
    }
    if (detail.value.at === 'moved') {
      return { ok: true, value: detail.value }
    }
    const { value: person } = found.value
    const parts = await partsOf(person, detail.value.value, clear)
    const facts = await customers.factScopeOf(person.own)
    const exported = { customerId: person.customer._id, facts, parts }
    return { ok: true, value: { at: 'here', value: exported } }
  }
}

const GENDERS = { male: '男', female: '女' } as const

function profilePart({ metrics, ...detail }: Detail): ExportPart {
  const row = {
    name: detail.name,
    gender: detail.gender === null ? null : GENDERS[detail.gender],
    avatar: detail.avatar,
    firstSeenAt: detail.firstSeenAt,
    lastSeenAt: detail.lastSeenAt,
    ordersPaid: metrics.ordersPaid,
    paidFen: metrics.paidFen,
    refundedFen: metrics.refundedFen,
  }
  return {
    ...{ name: 'profile', title: '基本资料', rows: [row], isCapped: false },
    columns: [
      { field: 'name', title: '名字', kind: 'text' },
      { field: 'gender', title: '性别', kind: 'text' },
      { field: 'avatar', title: '头像地址', kind: 'text' },
      { field: 'firstSeenAt', title: '最早出现', kind: 'time' },
      { field: 'lastSeenAt', title: '最近出现', kind: 'time' },
      { field: 'ordersPaid', title: '付过款的订单', kind: 'text' },
      { field: 'paidFen', title: '累计付款', kind: 'fen' },
      { field: 'refundedFen', title: '累计退款', kind: 'fen' },
    ],
  }
}

const TYPES: Readonly<Record<IdentifierType, string>> = {
  unionid: '微信 unionid',
  openid: '小程序 openid',
  external_userid: '企微外部联系人',
  phone: '手机号',
  member_no: '会员号',
}

function identifierPart(person: Person, text: IdentifierText, clear: ClearPhones): ExportPart {
  const valueOf = ({ identifier, strength }: ShownIdentifier) =>
    clear === 'all' || (clear === 'claimed' && isClaim(strength))
      ? text.clear(identifier)
      : text.masked(identifier)
  const rows = person.identifiers.map((shown) => ({
    type: TYPES[shown.identifier.type],
    value: valueOf(shown),
    scope: shown.identifier.scope,
    verified: isClaim(shown.strength),
    source: shown.source,
    firstAt: shown.firstAt.toISOString(),
    lastAt: shown.lastAt.toISOString(),
  }))
  return {
    ...{ name: 'identifiers', title: '标识', rows, isCapped: false },
    columns: [
      { field: 'type', title: '标识', kind: 'text' },
      { field: 'value', title: '值', kind: 'text' },
      { field: 'scope', title: '属于', kind: 'text' },
      { field: 'verified', title: '验证过', kind: 'text' },
      { field: 'source', title: '来源', kind: 'text', words: SOURCE_WORDS },
      { field: 'firstAt', title: '最早出现', kind: 'time' },
      { field: 'lastAt', title: '最近出现', kind: 'time' },
    ],
  }
}

const KINDS: Readonly<Record<string, string>> = {
  'mini-login': '登录小程序时微信一起返回',
  'external-contact': '加企微好友时微信一起返回',
  'phone-authorised': '在小程序里授权了手机号',
  'open-event': '别的系统一起上报',
}

function linkPart({ links }: Detail): ExportPart {
  const side = ({ type, value }: Detail['links'][number]['a']) =>
    `${TYPES[type as IdentifierType]} ${value}`
  const rows = links.map(({ a, b, ...link }) => ({ ...link, a: side(a), b: side(b) }))
  return {
    ...{ name: 'links', title: '为什么认为是同一个人', rows, isCapped: false },
    columns: [
      { field: 'a', title: '标识', kind: 'text' },
      { field: 'b', title: '和', kind: 'text' },
      { field: 'kind', title: '依据', kind: 'text', words: KINDS },
      { field: 'source', title: '来源', kind: 'text', words: SOURCE_WORDS },
      { field: 'count', title: '次数', kind: 'text' },
      { field: 'firstAt', title: '最早', kind: 'time' },
      { field: 'lastAt', title: '最近', kind: 'time' },
      { field: 'held', title: '没有采用', kind: 'text' },
    ],
  }
}

function historyPart(rows: readonly ExportRow[]): ExportPart {
  return {
    ...{ name: 'history', title: '合并记录', rows, isCapped: false },
    columns: [
      { field: 'at', title: '时间', kind: 'time' },
      { field: 'from', title: '并入的编号', kind: 'text' },
      { field: 'into', title: '并到的编号', kind: 'text' },
      { field: 'source', title: '来源', kind: 'text', words: SOURCE_WORDS },
    ],
  }
}
