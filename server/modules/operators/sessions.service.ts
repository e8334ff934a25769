import { blindIndex, randomToken } from '../../platform/crypto/index.js'
import type { Clock } from '../../platform/clock/index.js'
import type { OperatorCaller } from '../../platform/http/index.js'
import { newId } from '../../platform/ids/index.js'
import { SESSION_LIFE_MS, sessionState, type Operator, type Session } from './operators.domain.js'
import type { OperatorsRepository } from './operators.repository.js'
import { permissionsOf } from './roles.js'
import type { SessionsRepository } from './sessions.repository.js'

const TOKEN_BYTES = 32

type Deps = Readonly<{
  operators: OperatorsRepository
  sessions: SessionsRepository
  /** SESSION_SECRET: with another one every session is over. */
  secret: string
  /** Real time, not business time: a session must not end because a sandbox's clock is advanced. */
  clock: Clock
}>

/** A log-in that succeeded: the token goes into the cookie, and nowhere else. */
export type Opened = Readonly<{ token: string; endsAt: Date; caller: OperatorCaller }>

export type Sessions = ReturnType<typeof sessionsService>

/** Sessions are documents that every request looks up; only a keyed hash of the token is stored. */
export function sessionsService({ operators, sessions, secret, clock }: Deps) {
  const hashOf = blindIndex(Buffer.from(secret, 'utf8'))
  return {
    async open(operator: Operator): Promise<Opened> {
      const now = clock.now()
      const token = randomToken(TOKEN_BYTES)
      const { operatorId } = operator
      const endsAt = new Date(now.getTime() + SESSION_LIFE_MS)
      const session = {
        sessionId: newId('ses'),
        operatorId,
        createdAt: now,
        lastSeenAt: now,
        endsAt,
      }
      await sessions.insert(session, hashOf(token))
      return { token, endsAt, caller: callerOf(operator, session) }
    },

    /** Who holds this token; null for an unknown, ended or over session and a disabled operator. */
    async callerOfToken(token: string): Promise<OperatorCaller | null> {
      const session = await sessions.findByToken(hashOf(token))
      if (session === null) {
        return null
      }
      const now = clock.now()
      const state = sessionState(session, now)
      const operator = state === 'over' ? null : await operators.find(session.operatorId)
      if (operator === null || operator.status === 'disabled') {
        return null
      }
      if (state === 'live-and-due') {
        await sessions.seen(session.sessionId, now)
      }
      return callerOf(operator, session)
    },

    close: (caller: OperatorCaller) => sessions.revoke(caller.sessionId, clock.now()),
  }
}

function callerOf(operator: Operator, { sessionId }: Session): OperatorCaller {
  const { operatorId, username, name, role, storeCodes, staffUserid } = operator
  const permissions = permissionsOf(role)
  const caller = { operatorId, sessionId, username, name, role, permissions, storeCodes }
  return staffUserid === undefined ? caller : { ...caller, staffUserid }
}
