import type { Clock } from '../../platform/clock/index.js'
import { hashPassword } from '../../platform/crypto/index.js'
import { AppError, ok, refuse, type Result } from '../../platform/errors/index.js'
import { newId, type Id } from '../../platform/ids/index.js'
import type { InTransaction } from '../../platform/mongo/index.js'
import type { Actor, Audit } from './audit.service.js'
import type { NewOperator, OperatorPatch } from './operators.contract.js'
import { decideChange, endsSessions, lacksStores, type Operator } from './operators.domain.js'
import type { OperatorsRepository } from './operators.repository.js'
import type { SessionsRepository } from './sessions.repository.js'

const MAX_ATTEMPTS = 5
const FIRST_ADMIN = { username: 'admin', name: '管理员' } as const

type Deps = Readonly<{
  operators: OperatorsRepository
  sessions: SessionsRepository
  audit: Audit
  inTransaction: InTransaction
  clock: Clock
}>
type ChangeRefusal = 'operator-not-found' | 'last-admin' | 'stores-needed'

export type Operators = ReturnType<typeof operatorsService>

/** The people who work with the console, and what they may do. */
export function operatorsService({ operators, sessions, audit, inTransaction, clock }: Deps) {
  const fresh = (
    operatorId: Id<'opr'>,
  ): Pick<Operator, 'operatorId' | 'revision' | 'createdAt'> => ({
    operatorId,
    revision: 0,
    createdAt: clock.now(),
  })

  async function attempt(
    operatorId: Id<'opr'>,
    change: Omit<OperatorPatch, 'password'> & { passwordHash?: string },
    actor: Actor,
  ): Promise<Result<Operator, ChangeRefusal> | 'moved-on'> {
    const operator = await operators.find(operatorId)
    if (operator === null) {
      return refuse('operator-not-found')
    }
    let result: Result<Operator, ChangeRefusal> = ok(operator)
    const outcome = await inTransaction({ commitIf: 'saved' }, async (tx) => {
      const otherAdmins = await operators.holdOtherAdmins(operatorId, { tx })
      const decided = decideChange(operator, change, { otherAdmins })
      result = decided
      if (!decided.ok) {
        return 'refused' as const
      }
      const next = decided.value
      const subject = { type: 'operator', id: operatorId }
      const entry = { actor, action: 'operator.update', subject, before: shown(operator) }
      await audit.record({ ...entry, after: changed(operator, next) }, { tx })
      if (endsSessions(operator, next)) {
        await sessions.revokeAll(operatorId, clock.now(), { tx })
      }
      return operators.save(next, { tx })
    })
    return outcome === 'moved-on' ? 'moved-on' : result
  }

  return {
    /** Makes the operator `admin` on an empty database. Throws `admin-password-missing` without a password for it. */
    async ensureFirstAdmin(password: string | undefined): Promise<void> {
      if (!(await operators.isEmpty())) {
        return
      }
      if (password === undefined) {
        throw new AppError('admin-password-missing', {
          detail: 'ADMIN_PASSWORD: is needed on an empty database, for the first operator admin',
        })
      }
      const passwordHash = await hashPassword(password)
      const admin = { role: 'admin', storeCodes: null, status: 'active', passwordHash } as const
      // another process may be quicker: the name is unique
      await operators.insert({ ...fresh(newId('opr')), ...FIRST_ADMIN, ...admin })
    },

    page: (query: { beforeId?: Id<'opr'>; limit: number }) => operators.page(query),

    /** The name for the audit trail of somebody whose id is known. */
    async actorOf(operatorId: Id<'opr'>): Promise<Actor> {
      return { operatorId, name: (await operators.find(operatorId))?.name ?? operatorId }
    },

    /** Refuses `username-taken`, `stores-needed`. */
    async create(
      { password, ...given }: NewOperator,
      actor: Actor,
    ): Promise<Result<Operator, 'username-taken' | 'stores-needed'>> {
      if (lacksStores(given)) {
        return refuse('stores-needed')
      }
      const passwordHash = await hashPassword(password)
      const status = 'active' as const
      const operator = { ...fresh(newId('opr')), ...given, status, passwordHash }
      const outcome = await inTransaction({ commitIf: 'saved' }, async (tx) => {
        const subject = { type: 'operator', id: operator.operatorId }
        const entry = { actor, action: 'operator.create', subject, after: shown(operator) }
        await audit.record(entry, { tx })
        return operators.insert(operator, { tx })
      })
      return outcome === 'saved' ? ok(operator) : refuse('username-taken')
    },

    /** Refuses to leave nobody who can manage operators. Sessions end when rights or the password are taken away. */
    async update(
      operatorId: Id<'opr'>,
      { password, ...patch }: OperatorPatch,
      actor: Actor,
    ): Promise<Result<Operator, ChangeRefusal>> {
      const secret = password === undefined ? {} : { passwordHash: await hashPassword(password) }
      for (let tries = 1; tries <= MAX_ATTEMPTS; tries += 1) {
        const result = await attempt(operatorId, { ...patch, ...secret }, actor)
        if (result !== 'moved-on') {
          return result
        }
      }
      throw new AppError('transaction-conflict', { retriable: true })
    },

    /** A staff member has left: every session ends at once. May be repeated. */
    async revokeStaff(userid: string): Promise<void> {
      const operator = await operators.findByStaff(userid)
      if (operator !== null) {
        await sessions.revokeAll(operator.operatorId, clock.now())
      }
    },
  }
}

/** The operator after a change; that the password is another one is told, and nothing about it. */
function changed(before: Operator, after: Operator) {
  const isOther = before.passwordHash !== after.passwordHash
  return { ...shown(after), ...(isOther ? { passwordChanged: true } : {}) }
}

/** What the audit trail shows of an operator: no secret. */
function shown({ username, name, role, storeCodes, status }: Operator) {
  return { username, name, role, storeCodes, status }
}
