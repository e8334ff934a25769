import type { Id } from '../../platform/ids/index.js'

export type Scope =
  'events:write' | 'customers:read' | 'phones:read' | 'inbox:read' | 'vouchers:redeem'

export type ApiKey = Readonly<{
  apiKeyId: Id<'key'>
  /** One living key has it; tells in logs and answers who called. */
  name: string
  /** The last four characters. */
  tail: string
  scopes: readonly Scope[]
  /** Whether its word about identifiers joins customers (contract.md 4, trust). */
  trusted: boolean
  /** Sources that it may speak for; null: any. */
  sources: readonly string[] | null
  state: 'live' | 'revoked'
  createdAt: Date
  createdBy: string
  lastUsedAt: Date | null
  revokedAt: Date | null
}>

/** How stale `lastUsedAt` may be: at most one write per key and minute. */
export const USED_STEP_MS = 60_000

/** Is it time to write down that the key was used? */
export const isUseDue = ({ lastUsedAt }: Pick<ApiKey, 'lastUsedAt'>, now: Date): boolean =>
  lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= USED_STEP_MS
