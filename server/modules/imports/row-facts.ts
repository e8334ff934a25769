import type { InboundEvent } from '../../platform/pipeline/index.js'
import { businessDay } from '../../platform/days/index.js'
import { yuanText } from '../../platform/money/index.js'
import type { CustomerFact, IdentifierReader, OpenEvent } from '../customers/index.js'
import { evidenceSource, rowEventKey, type Import, type ImportSettings } from './imports.domain.js'
import type { GoodRow, MemberRow, OrderRow } from './rows.domain.js'

/** What a row says, in the words of the pipeline. */

export const MEMBER_EVENT = 'import.member'

type Context = Readonly<{
  about: Pick<Import, 'importId' | 'createdBy'>
  settings: ImportSettings
  reader: Pick<IdentifierReader, 'read'>
}>

/** The identifiers of a row; values on the block list are left out. */
function seenIn(row: GoodRow, { settings, reader }: Omit<Context, 'about'>) {
  const { source, isTrusted } = settings
  return reader.read(identifiersOf(row, settings), { source, isTrusted })
}

function identifiersOf({ memberNo, phone }: GoodRow, { phonesVerified }: ImportSettings) {
  return {
    ...(memberNo === undefined ? {} : { memberNo }),
    ...(phone === undefined ? {} : { phone, phoneVerified: phonesVerified }),
  }
}

/** A line of a member list: who it is, what is called how, and an entry on the timeline. */
function memberFact(row: MemberRow, { about, settings, reader }: Context): CustomerFact {
  const key = rowEventKey(about.importId, row.row)
  const firstOn = row.firstAt === undefined ? undefined : businessDay(new Date(row.firstAt))
  return {
    seen: seenIn(row, { settings, reader }),
    kind: 'import',
    isTrusted: settings.isTrusted,
    at: settings.statedAt,
    source: evidenceSource(about.importId),
    actor: about.createdBy.operatorId,
    ...(row.name === undefined ? {} : { profile: { name: row.name } }),
    timeline: [
      {
        entryId: key,
        eventId: key,
        at: settings.statedAt,
        type: 'member.imported',
        source: settings.source,
        group: 'service',
        summary: summaryOf(row, firstOn),
        data: dataOf(row, firstOn, about),
      },
    ],
  }
}

/** What the list says was spent is told, not counted: no order stands behind it. */
function summaryOf({ memberNo, spendFen }: MemberRow, firstOn: string | undefined): string {
  const parts = [
    memberNo === undefined ? '会员导入' : `会员导入 · ${memberNo}`,
    ...(firstOn === undefined ? [] : [`首次 ${firstOn}`]),
    ...(spendFen === undefined ? [] : [`累计消费 ${yuanText(spendFen)}`]),
  ]
  return parts.join(' · ')
}

/** The name, too: it comes back when the import that wrote over it is taken back. */
function dataOf(
  { memberNo, name, storeCode, spendFen }: MemberRow,
  firstOn: string | undefined,
  { importId }: Pick<Import, 'importId'>,
): Record<string, unknown> {
  return {
    importId,
    ...(memberNo === undefined ? {} : { memberNo }),
    ...(name === undefined ? {} : { name }),
    ...(storeCode === undefined ? {} : { storeCode }),
    ...(firstOn === undefined ? {} : { firstOn }),
    ...(spendFen === undefined ? {} : { spendFen }),
  }
}

/** What identity would hear of a row; to ask beforehand what it would do. */
export function factForPreview(row: GoodRow, context: Context): CustomerFact {
  if (row.kind === 'members') {
    return memberFact(row, context)
  }
  const { about, settings } = context
  return {
    seen: seenIn(row, context),
    kind: 'import',
    isTrusted: settings.isTrusted,
    at: new Date(row.paidAt),
    source: evidenceSource(about.importId),
  }
}

/**
 * The event of a row: a paid order is told as the open API tells one of another system; a member comes with the fact, as
 * making it (phones are encrypted) is work for which no batch should wait.
 */
export function eventOf(row: GoodRow, context: Context): InboundEvent {
  const { about, settings } = context
  const key = rowEventKey(about.importId, row.row)
  const common = { key, source: settings.source, lane: 'normal', attempts: 1 } as const
  const receivedAt = settings.statedAt
  if (row.kind === 'members') {
    const times = { occurredAt: settings.statedAt, receivedAt }
    return {
      ...common,
      ...times,
      type: MEMBER_EVENT,
      partitionKey: key,
      data: memberFact(row, context),
    }
  }
  return {
    ...common,
    type: 'order.paid',
    partitionKey: `order:${settings.source}:${row.orderNo}`,
    occurredAt: new Date(row.paidAt),
    receivedAt,
    data: orderEvent(row, key, settings),
  }
}

function orderEvent(row: OrderRow, id: string, settings: ImportSettings): OpenEvent {
  const { orderNo, paidFen, storeCode, channel } = row
  const { source, isTrusted } = settings
  return {
    id,
    source,
    isTrusted,
    identifiers: identifiersOf(row, settings),
    data: {
      orderNo,
      paidFen,
      items: [],
      ...(storeCode === undefined ? {} : { storeCode }),
      ...(channel === undefined ? {} : { channel }),
    },
  }
}
