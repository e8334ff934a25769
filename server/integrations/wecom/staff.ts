import { z } from 'zod'
import { optionalText } from './contact-shapes.js'
import type { Transport } from './transport.js'

export type Department = Readonly<{
  departmentId: string
  name: string
  /** Null for the company itself. */
  parentId: string | null
  order: number
}>

export type StaffMember = Readonly<{
  userid: string
  name: string
  departmentIds: readonly string[]
  mainDepartmentId?: string
  position?: string
  status: 'active' | 'disabled' | 'not-activated' | 'left' | 'unknown'
}>

const USER_NOT_FOUND = [60111, 46004, 40003] as const
/** A pull asks once per department: a bound against a runaway. */
const MAX_DEPARTMENTS = 5_000

const DepartmentsAnswer = z.object({
  department: z.array(
    z.object({
      id: z.coerce.string(),
      name: optionalText,
      parentid: z.coerce.string().default('0'),
      order: z.coerce.number().default(0),
    }),
  ),
})

const Member = z.object({
  userid: z.string().min(1),
  name: optionalText,
  department: z.array(z.coerce.string()).nullish(),
  main_department: z.coerce.string().optional(),
  position: optionalText,
  status: z.coerce.number().default(0),
})
const MembersAnswer = z.object({ userlist: z.array(Member).nullish() })

/** Staff and departments that the app may see. Sources: WeCom documents 90196, 90201, 90208. */
export function staffCalls({ ask, askExpecting }: Transport) {
  async function listDepartments(): Promise<readonly Department[]> {
    const { department } = await ask({ api: 'department/list', answer: DepartmentsAnswer })
    return department.map(({ id, name, parentid, order }) => ({
      departmentId: id,
      name: name ?? '',
      parentId: parentid === '0' ? null : parentid,
      order,
    }))
  }

  return {
    listDepartments,

    /** Everybody once, whatever the number of their departments. One call per department. */
    async listStaff(): Promise<readonly StaffMember[]> {
      const staff = new Map<string, StaffMember>()
      const departments = (await listDepartments()).slice(0, MAX_DEPARTMENTS)
      for (const { departmentId } of departments) {
        const query = { department_id: departmentId }
        const { userlist } = await ask({ api: 'user/list', query, answer: MembersAnswer })
        for (const member of userlist ?? []) {
          staff.set(member.userid, staffMemberOf(member))
        }
      }
      return [...staff.values()]
    },

    /** Null when there is no such member. */
    async getStaff(userid: string): Promise<StaffMember | null> {
      const answer = await askExpecting({
        api: 'user/get',
        query: { userid },
        answer: Member,
        expected: USER_NOT_FOUND,
      })
      return 'errcode' in answer ? null : staffMemberOf(answer.value)
    },
  }
}

function staffMemberOf(member: z.output<typeof Member>): StaffMember {
  return {
    userid: member.userid,
    name: member.name ?? member.userid,
    departmentIds: member.department ?? [],
    mainDepartmentId: member.main_department,
    position: member.position,
    status: STATUSES.get(member.status) ?? 'unknown',
  }
}

const STATUSES = new Map<number, StaffMember['status']>([
  [1, 'active'],
  [2, 'disabled'],
  [4, 'not-activated'],
  [5, 'left'],
])
