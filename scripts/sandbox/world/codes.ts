import type { LoginCode } from './model.js'
import type { World } from './world.js'

/** Life of js_code, phone code and staff log-in code. */
export const LOGIN_CODE_MS = 5 * 60_000
const CODE_CHARS = 32

/** A one-time code for a person (mini, phone) or a staff member. */
export function mintLoginCode(
  world: World,
  { kind, subject }: { kind: LoginCode['kind']; subject: string },
  now: number,
): string {
  const code = world.mint(`${kind}-code`, { length: CODE_CHARS })
  world.loginCodes.put({ code, kind, subject, createdAt: now, used: false })
  return code
}

export type CodeUse = { outcome: 'ok'; subject: string } | { outcome: 'unknown' | 'used' }

/** Uses a code up. An expired code and one of another kind are unknown. */
export function useLoginCode(
  world: World,
  { kind, code }: { kind: LoginCode['kind']; code: string },
  now: number,
): CodeUse {
  const found = world.loginCodes.get(code)
  if (found === undefined || found.kind !== kind || now - found.createdAt > LOGIN_CODE_MS) {
    return { outcome: 'unknown' }
  }
  if (found.used) {
    return { outcome: 'used' }
  }
  found.used = true
  return { outcome: 'ok', subject: found.subject }
}
