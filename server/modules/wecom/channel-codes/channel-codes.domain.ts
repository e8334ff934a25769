import type { Id } from '../../../platform/ids/index.js'

/** A QR code that leads to a staff member; whoever scans it is counted here. */
export type ChannelCode = Readonly<{
  channelCodeId: Id<'chn'>
  name: string
  userids: readonly string[]
  storeCode?: string
  skipVerify: boolean
  /** Empty: the default text. */
  welcomeText: string
  /** Random and unguessable: it comes back with everybody who scans the code (failure story 6). */
  stateToken: string
  /** `creating`: recorded, WeCom has not answered for sure. Repaired by a job; nothing is lost. */
  status: 'creating' | 'ready' | 'failed'
  /** WeCom's handle: without it the code can be neither changed nor removed. */
  configId?: string
  /** As WeCom gave it. */
  qrCodeUrl?: string
  failure?: string
  createdAt: Date
  createdBy: string
  /** `operator:Idempotency-Key` and the hash of what was asked with it. */
  requestKey: string
  requestHash: string
  /** Relations that came by this code; equal to a recount at any time. */
  added: number
  /** Those of them that have ended. */
  lost: number
}>

type Counted = Readonly<{ channelCodeId?: string; state: string }>
export type CounterDelta = Readonly<{ channelCodeId: string; added: number; lost: number }>

/** What changes in the counters of channel codes when relations become others. */
export function counterDeltas(
  changes: readonly Readonly<{ before: Counted | null; after: Counted }>[],
): CounterDelta[] {
  const sums = new Map<string, { added: number; lost: number }>()
  const count = (relation: Counted | null, sign: 1 | -1) => {
    if (relation?.channelCodeId === undefined) {
      return
    }
    const sum = sums.get(relation.channelCodeId) ?? { added: 0, lost: 0 }
    sum.added += sign
    sum.lost += relation.state === 'active' ? 0 : sign
    sums.set(relation.channelCodeId, sum)
  }
  for (const { before, after } of changes) {
    count(before, -1)
    count(after, 1)
  }
  return [...sums]
    .map(([channelCodeId, sum]) => ({ channelCodeId, ...sum }))
    .filter(({ added, lost }) => added !== 0 || lost !== 0)
}

const VARIABLES = { customer: '{顾客}', staff: '{导购}' } as const
const UNNAMED = '朋友'

/** The text of a welcome message with its variables filled in. */
export function fillWelcome(
  text: string,
  { customer, staff }: Readonly<{ customer: string; staff: string }>,
): string {
  return text
    .replaceAll(VARIABLES.customer, customer === '' ? UNNAMED : customer)
    .replaceAll(VARIABLES.staff, staff)
}
