import { z } from 'zod'
import type { InboundEvent, NewInboundEvent } from '../../../platform/pipeline/index.js'
import type { PulledContact } from '../wecom.ports.js'
import type { ContactReport } from './relation-changes.domain.js'

/**
 * Events about contacts, as the decoder hands them over: those of WeCom in our words, and those that we leave ourselves,
 * whose payload begins with `{"huike":` so that the decoder tells them apart.
 */

export const WECOM_SOURCE = 'wecom'
export const REREAD = 'contact.reread'
export const RECONCILED = 'contact.reconciled'

/** What each type says about the relation. */
const KINDS = new Map<string, ContactReport['kind']>([
  ['contact.added', 'added'],
  ['contact.half-added', 'added'],
  ['contact.edited', 'looked-at'],
  ['contact.archive-agreed', 'looked-at'],
  ['contact.transfer-failed', 'looked-at'],
  ['contact.removed-by-staff', 'removed-by-staff'],
  ['contact.removed-by-customer', 'removed-by-customer'],
  [REREAD, 'looked-at'],
  [RECONCILED, 'reconciled'],
])

const Carrier = z.object({ userid: z.string().min(1), externalUserid: z.string().min(1) })

const ContactCallback = z.object({
  carrier: Carrier,
  data: z
    .object({
      state: z.string().optional(),
      welcomeCode: z.string().optional(),
      byTransfer: z.boolean().optional(),
      reason: z.string().optional(),
    })
    .default({}),
})

const PulledTag = z.object({
  tagId: z.string().optional(),
  name: z.string().optional(),
  groupName: z.string().optional(),
  kind: z.enum(['corp', 'personal', 'strategy']),
})

const Pulled = z.object({
  externalUserid: z.string(),
  name: z.string(),
  avatarUrl: z.string().optional(),
  kind: z.enum(['wechat', 'wecom']),
  gender: z.enum(['unknown', 'male', 'female']),
  unionid: z.string().optional(),
  relation: z.object({
    userid: z.string(),
    remark: z.string(),
    description: z.string(),
    addedAt: z.coerce.date(),
    addWay: z.string(),
    state: z.string().optional(),
    tags: z.array(PulledTag),
    remarkPhones: z.array(z.string()),
  }),
})

const Reconciled = z.object({
  carrier: Carrier,
  pulledAt: z.coerce.date(),
  /** Null: WeCom no longer shows a relation that is stored as living. */
  pulled: Pulled.nullable(),
})

export type ContactEvent = Readonly<{
  kind: ContactReport['kind']
  userid: string
  externalUserid: string
  state?: string
  welcomeCode?: string
  byTransfer?: boolean
  reason?: string
  /** With `reconciled` and `missing` only. */
  pulledAt?: Date
  pulled?: PulledContact | null
}>

export const isContactEvent = (type: string): boolean => KINDS.has(type)

/** Null for data that no decoder of ours makes. */
export function readContactEvent({ type, data }: InboundEvent): ContactEvent | null {
  const kind = KINDS.get(type)
  if (kind === undefined) {
    return null
  }
  if (kind === 'reconciled') {
    const parsed = Reconciled.safeParse(data)
    if (!parsed.success) {
      return null
    }
    const { carrier, pulled, pulledAt } = parsed.data
    return { ...carrier, kind: pulled === null ? 'missing' : kind, pulled, pulledAt }
  }
  const parsed = ContactCallback.safeParse(data)
  return parsed.success ? { ...parsed.data.carrier, ...parsed.data.data, kind } : null
}

type Own = Readonly<{
  key: string
  type: typeof REREAD | typeof RECONCILED
  carrier: z.input<typeof Carrier>
  partitionKey: string
  occurredAt: Date
  delayMs?: number
}>

/** An event of our own, to be stored like a callback. */
export function ownContactEvent(
  { key, type, carrier, partitionKey, occurredAt, delayMs }: Own,
  content: object = {},
): NewInboundEvent {
  const payload = JSON.stringify({ huike: type, carrier, ...content })
  return { key, source: WECOM_SOURCE, type, partitionKey, occurredAt, delayMs, payload }
}
