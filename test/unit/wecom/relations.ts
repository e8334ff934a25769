import { decideRelation } from '../../../server/modules/wecom/contacts/relation-changes.domain.js'
import type { ContactReport } from '../../../server/modules/wecom/contacts/relation-changes.domain.js'
import type { Relation, Shown } from '../../../server/modules/wecom/contacts/relation.domain.js'

/** Builders: seconds of a day in place of dates. */

const START_MS = Date.UTC(2026, 2, 2, 2)
export const second = (n: number): Date => new Date(START_MS + n * 1_000)

export function shownSince(n: number, more: Partial<Shown> = {}): Shown {
  return {
    contactName: '小满',
    hasUnionid: true,
    remark: '',
    description: '',
    addWay: 'qr-code',
    tags: [],
    phoneKeys: [],
    addedAt: second(n),
    ...more,
  }
}

export function report(
  kind: ContactReport['kind'],
  at: number,
  shown: Shown | null,
  more: Partial<ContactReport> = {},
): ContactReport {
  return {
    kind,
    key: `${kind}@${at}`,
    userid: 'zhangsan',
    externalUserid: 'wm1',
    identifierKey: 'external_userid:ww1:wm1',
    at: second(at),
    readAt: second(at + 1),
    shown,
    ...more,
  }
}

/** The relation after some reports, and what was told. */
export function after(reports: readonly ContactReport[]) {
  let relation: Relation | null = null
  const told: string[] = []
  for (const one of reports) {
    const decision = decideRelation(relation, one)
    relation = decision.relation ?? relation
    told.push(...(decision.told === null ? [] : [decision.told]))
  }
  return { relation, told }
}
