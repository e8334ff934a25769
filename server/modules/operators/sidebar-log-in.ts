import type { Clock } from '../../platform/clock/index.js'
import { equalInConstantTime } from '../../platform/crypto/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import { newId } from '../../platform/ids/index.js'
import type { Operator } from './operators.domain.js'
import type { SidebarRefusal } from './operators.errors.js'
import type { StaffDirectory, StaffLogin } from './operators.ports.js'
import type { OperatorsRepository } from './operators.repository.js'
import type { Opened, Sessions } from './sessions.service.js'

type Deps = Readonly<{
  operators: OperatorsRepository
  sessions: Sessions
  staffLogin: StaffLogin
  staffDirectory: StaffDirectory
  clock: Clock
}>

type Answer = Readonly<{
  code: string
  /** As it came back, and as this browser was given it; they must be the same log-in. */
  state: string
  expectedState: string
}>

const MAX_ATTEMPTS = 3

/**
 * Logs a staff member in with the code that WeCom's log-in page gave. Everyone of the staff has one operator of role
 * `staff`, made at the first log-in and kept up with name and stores. Refuses outsiders and staff who have left.
 */
export function sidebarLogIn({ operators, sessions, staffLogin, staffDirectory, clock }: Deps) {
  async function operatorOf(
    userid: string,
    staff: Readonly<{ name: string; storeCodes: readonly string[] }>,
  ): Promise<Operator | null> {
    const { name, storeCodes } = staff
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const known = await operators.findByStaff(userid)
      const fresh = known ?? newStaff(userid, staff, clock.now())
      const next = { ...fresh, name, storeCodes }
      const saved = known === null ? await operators.insert(next) : await operators.save(next)
      if (saved === 'saved') {
        return next
      }
    }
    return null // somebody keeps changing this operator at this very moment: log in again
  }

  return async ({
    code,
    state,
    expectedState,
  }: Answer): Promise<Result<Opened, SidebarRefusal>> => {
    if (expectedState === '' || !equalInConstantTime(state, expectedState)) {
      return refuse('login-state-wrong')
    }
    const who = await staffLogin.staffOfLoginCode(code)
    if (!who.ok) {
      return who
    }
    const userid = who.value.kind === 'staff' ? who.value.userid : null
    const staff = userid === null ? null : await staffDirectory.activeStaff(userid)
    if (userid === null || staff === null) {
      return refuse('not-a-staff-member')
    }
    const operator = await operatorOf(userid, staff)
    return operator === null || operator.status === 'disabled'
      ? refuse('not-a-staff-member')
      : ok(await sessions.open(operator))
  }
}

function newStaff(
  userid: string,
  { name, storeCodes }: Readonly<{ name: string; storeCodes: readonly string[] }>,
  createdAt: Date,
): Operator {
  return {
    operatorId: newId('opr'),
    revision: 0,
    username: `wecom:${userid}`, // no log-in name can hold a colon
    name,
    role: 'staff',
    storeCodes,
    status: 'active',
    staffUserid: userid,
    createdAt,
  }
}
