import type { IdentifierKey } from '../../../../server/modules/customers/identifier.domain.js'
import type {
  IdentityDecision,
  JudgedLink,
  Standing,
} from '../../../../server/modules/customers/resolution/evidence.domain.js'
import { RULES } from '../../../../server/modules/customers/resolution/evidence.domain.js'
import { resolve } from '../../../../server/modules/customers/resolution/resolve.domain.js'

/** Short ways to write worlds of identifiers and links down. */

const DAY_MS = 24 * 60 * 60 * 1000
const START = new Date('2024-01-01T00:00:00+08:00').getTime()
export const day = (n: number) => new Date(START + n * DAY_MS)

export const u = (n: number | string): IdentifierKey => `unionid:main:u${n}`
export const o = (n: number | string, app = 'wx1'): IdentifierKey => `openid:${app}:o${n}`
export const e = (n: number | string): IdentifierKey => `external_userid:ww1:e${n}`
export const card = (n: number | string, source = 'pos'): IdentifierKey =>
  `member_no:${source}:${n}`
export const phone = (n: number | string): IdentifierKey => `phone:cn:p${n}`

export function link(
  standing: Standing,
  a: IdentifierKey,
  b: IdentifierKey,
  ...days: number[]
): JudgedLink {
  const moments = days.length === 0 ? [0] : days
  return { a, b, standing, runs: moments.map((n) => ({ from: day(n), to: day(n) })) }
}

/** The resolution of a world; identifiers without links are named. */
export function resolved(
  links: readonly JudgedLink[],
  decisions: readonly IdentityDecision[] = [],
  identifiers: readonly IdentifierKey[] = [],
) {
  return resolve({ identifiers, links, decisions, rules: RULES })
}

/** Are these all in one group? */
export function areOne(
  world: ReturnType<typeof resolved>,
  ...keys: readonly IdentifierKey[]
): boolean {
  return world.groups.some((group) => keys.every((key) => group.includes(key)))
}
