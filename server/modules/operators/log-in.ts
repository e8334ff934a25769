import type { Clock } from '../../platform/clock/index.js'
import {
  hashPassword,
  randomToken,
  sha256Hex,
  verifyPassword,
} from '../../platform/crypto/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import { decideAttempt, networkOf } from './operators.domain.js'
import type { LogInRefusal } from './operators.errors.js'
import type { OperatorsRepository } from './operators.repository.js'
import type { SessionsRepository } from './sessions.repository.js'
import type { Opened, Sessions } from './sessions.service.js'

type Deps = Readonly<{
  operators: OperatorsRepository
  attempts: SessionsRepository
  sessions: Sessions
  clock: Clock
}>

type Credentials = Readonly<{ username: string; password: string; ip: string }>

/** A locked one tells when to come again. */
type Answer = Result<Opened, LogInRefusal> & Readonly<{ retryAfterS?: number }>

/**
 * Logs in by name and password. Refuses `login-failed` for a wrong name and a wrong password alike, after the same
 * work, and `login-locked` after too many failures within 15 minutes, whether or not somebody has that name. The
 * counts are documents: they hold over all processes.
 */
export function passwordLogIn({ operators, attempts, sessions, clock }: Deps) {
  // verified against when the name is unknown, so that the time of the answer does not tell
  const nobody = hashPassword(randomToken())

  async function count(username: string, ip: string) {
    const now = clock.now()
    const network = networkOf(ip)
    const hereKey = sha256Hex(`here:${username}:${network}`)
    const anywhereKey = sha256Hex(`anywhere:${username}`)
    const addressKey = sha256Hex(`address:${network}`)
    const [here, anywhere, address] = await Promise.all([
      attempts.countAttempt(hereKey, now),
      attempts.countAttempt(anywhereKey, now),
      attempts.countAttempt(addressKey, now),
    ])
    const locked = decideAttempt({ here, anywhere, address }, now)
    const forgive = () =>
      Promise.all([
        attempts.forgetAttempts(hereKey),
        attempts.forgetAttempts(anywhereKey),
        attempts.uncountAttempt(addressKey),
      ])
    return { locked, forgive }
  }

  return async ({ username, password, ip }: Credentials): Promise<Answer> => {
    const { locked, forgive } = await count(username, ip)
    if (locked !== null) {
      return locked
    }
    const operator = await operators.findByUsername(username)
    const isRight = await verifyPassword(password, operator?.passwordHash ?? (await nobody))
    if (operator?.passwordHash === undefined || !isRight || operator.status === 'disabled') {
      return refuse('login-failed')
    }
    await forgive()
    return ok(await sessions.open(operator))
  }
}
