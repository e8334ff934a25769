import type { Clock } from '../../platform/clock/index.js'
import {
  hashPassword,
  randomToken,
  sha256Hex,
  verifyPassword,
} from '../../platform/crypto/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { Audit } from './audit.service.js'
import { decideAttempt } from './operators.domain.js'
import type { LogInRefusal } from './operators.errors.js'
import type { OperatorsRepository } from './operators.repository.js'
import type { SessionsRepository } from './sessions.repository.js'
import type { Opened, Sessions } from './sessions.service.js'

type Deps = Readonly<{
  operators: OperatorsRepository
  attempts: SessionsRepository
  sessions: Sessions
  audit: Audit
  clock: Clock
}>

type Credentials = Readonly<{ username: string; password: string; ip: string }>

/**
 * Logs in by name and password. Refuses `login-failed` for a wrong name and a wrong password alike, after the same
 * work, and `login-locked` after five failures from one address within 15 minutes.
 */
export function passwordLogIn({ operators, attempts, sessions, audit, clock }: Deps) {
  // verified against when the name is unknown, so that the time of the answer does not tell
  const nobody = hashPassword(randomToken())

  return async ({ username, password, ip }: Credentials): Promise<Result<Opened, LogInRefusal>> => {
    const now = clock.now()
    const hereKey = sha256Hex(`here:${username}:${ip}`)
    const anywhereKey = sha256Hex(`anywhere:${username}`)
    const [here, anywhere] = await Promise.all([
      attempts.countAttempt(hereKey, now),
      attempts.countAttempt(anywhereKey, now),
    ])
    const allowed = decideAttempt({ here, anywhere })
    if (!allowed.ok) {
      return allowed
    }
    const operator = await operators.findByUsername(username)
    const isRight = await verifyPassword(password, operator?.passwordHash ?? (await nobody))
    if (operator?.passwordHash === undefined || !isRight || operator.status === 'disabled') {
      return refuse('login-failed')
    }
    await Promise.all([attempts.forgetAttempts(hereKey), attempts.forgetAttempts(anywhereKey)])
    const { operatorId, name } = operator
    const subject = { type: 'operator', id: operatorId }
    await audit.record({ actor: { operatorId, name }, action: 'operator.log-in', subject })
    return ok(await sessions.open(operator))
  }
}
