import { blindIndex, randomToken } from '../../platform/crypto/index.js'
import type { Clock } from '../../platform/clock/index.js'
import type { OperatorCaller } from '../../platform/http/index.js'
import { newId } from '../../platform/ids/index.js'
import type { InTransaction } from '../../platform/mongo/index.js'
import type { Actor, Audit } from './audit.service.js'
import { SESSION_LIFE_MS, sessionState, type Operator, type Session } from './operators.domain.js'
import type { OperatorsRepository } from './operators.repository.js'
import { permissionsOf } from './roles.js'
import type { SessionsRepository } from './sessions.repository.js'

const TOKEN_BYTES = 32

type Deps = Readonly<{
  operators: OperatorsRepository
  sessions: SessionsRepository
  audit: Audit
  inTransaction: InTransaction
  /** SESSION_SECRET: with another one every session is over. */
  secret: string
  /** Real time, not business time: a session must not end because a sandbox's clock is advanced. */
  clock: Clock
}>

/** A log-in that succeeded: the token goes into the cookie, and nowhere else. */
export type Opened = Readonly<{ token: string; endsAt: Date; caller: OperatorCaller }>

export type Sessions = ReturnType<typeof sessionsService>

/** Sessions are documents that every request looks up; only a keyed hash of the token is stored. */
export function sessionsService(deps: Deps) {
  const { operators, sessions, audit, inTransaction, secret, clock } = deps
  const hashOf = blindIndex(Buffer.from(secret, 'utf8'))
  const entry = (action: string, { operatorId, name }: Actor) => {
    const subject = { type: 'operator', id: operatorId }
    return { actor: { operatorId, name }, action, subject }
  }

  return {
    /** Begins a session under a token that nobody had before; the audit trail tells of the log-in. */
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
      await inTransaction(async (tx) => {
        await audit.record(entry('operator.log-in', operator), { tx })
        await sessions.insert(session, hashOf(token), { tx })
      })
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

    /** Logs out. Twice at once: one entry in the audit trail. */
    async close(caller: OperatorCaller): Promise<void> {
      await inTransaction({ commitIf: true }, async (tx) => {
        await audit.record(entry('operator.log-out', caller), { tx })
        return sessions.revoke(caller.sessionId, clock.now(), { tx })
      })
    },
  }
}

function callerOf(operator: Operator, { sessionId }: Session): OperatorCaller {
  const { operatorId, username, name, role, storeCodes, staffUserid } = operator
  const permissions = permissionsOf(operator)
  const caller = { operatorId, sessionId, username, name, role, permissions, storeCodes }
  return staffUserid === undefined ? caller : { ...caller, staffUserid }
}
