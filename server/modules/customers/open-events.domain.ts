import { withoutPhones } from './free-data.domain.js'
import { z } from 'zod'
import type { NewTimelineEntry, TimelineGroup } from './facts.domain.js'

/** Open API event types whose whole meaning is a timeline entry and, perhaps, evidence. Pure. */

const free = z.record(z.string().max(64), z.unknown())
const named = free.and(z.object({ name: z.string().max(200).optional() }))

/** What `data` must look like, per type. Order events are defined by the orders module. */
export const openEventData = {
  'customer.identified': free,
  'page.viewed': named,
  'product.viewed': named,
  'share.created': named,
  'share.opened': named,
  'coupon.received': named,
  'coupon.redeemed': named,
} as const

type OpenEventType = keyof typeof openEventData

export const isCustomerEvent = (type: string): type is OpenEventType => type in openEventData

const TITLES: Readonly<Record<OpenEventType, { title: string; group: TimelineGroup }>> = {
  'customer.identified': { title: '确认了身份', group: 'service' },
  'page.viewed': { title: '看了页面', group: 'mini' },
  'product.viewed': { title: '看了商品', group: 'mini' },
  'share.created': { title: '分享了', group: 'mini' },
  'share.opened': { title: '打开了分享', group: 'mini' },
  'coupon.received': { title: '领了券', group: 'mini' },
  'coupon.redeemed': { title: '用了券', group: 'orders' },
}

type Event = Readonly<{
  key: string
  id: string
  type: OpenEventType
  source: string
  occurredAt: Date
  data: Readonly<Record<string, unknown>>
}>

export function timelineOfOpenEvent({
  key,
  id,
  type,
  source,
  occurredAt,
  data: received,
}: Event): NewTimelineEntry {
  const data = withoutPhones(received)
  const { title, group } = TITLES[type]
  const name = typeof data.name === 'string' && data.name !== '' ? `「${data.name}」` : ''
  return {
    entryId: key,
    eventId: id,
    at: occurredAt,
    type,
    source,
    group,
    summary: `${title}${name}`,
    data,
  }
}
