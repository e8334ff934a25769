import type { Department, Staff } from '../world/model.js'
import type { WecomApi, WecomCall } from './api.js'
import { WecomError } from './errors.js'

const ACTIVE = 1

/** Sensitive fields (mobile, email) are withheld from apps made after 2022-06. */
function userView(staff: Staff): object {
  return {
    userid: staff.userid,
    name: staff.name,
    department: staff.departments,
    order: staff.departments.map(() => 0),
    position: staff.position,
    gender: String(staff.gender),
    avatar: staff.avatar,
    status: ACTIVE,
    isleader: 0,
    is_leader_in_dept: staff.departments.map(() => 0),
    direct_leader: [],
    enable: 1,
    main_department: staff.departments[0] ?? 1,
    alias: '',
  }
}

function staffIn({ context, query }: WecomCall): Staff[] {
  const wanted = Number(query['department_id'] ?? '1')
  const all = context.world.departments.all()
  if (!all.some(({ id }) => id === wanted)) {
    throw new WecomError(60123)
  }
  const ids = query['fetch_child'] === '1' ? subtree(all, wanted) : [wanted]
  return context.world.staff
    .all()
    .filter(({ departments }) => departments.some((id) => ids.includes(id)))
}

/** The department and all below it. */
function subtree(all: readonly Department[], root: number): number[] {
  const children = all.filter(({ parentId }) => parentId === root)
  return [root, ...children.flatMap(({ id }) => subtree(all, id))]
}

const getUser: WecomApi = {
  method: 'GET',
  path: '/user/get',
  run({ context, query }) {
    const staff = context.world.staff.get(query['userid'] ?? '')
    if (staff === undefined) {
      throw new WecomError(60111)
    }
    return userView(staff)
  },
}

const listUsers: WecomApi = {
  method: 'GET',
  path: '/user/list',
  run: (call) => ({ userlist: staffIn(call).map(userView) }),
}

const listUsersSimply: WecomApi = {
  method: 'GET',
  path: '/user/simplelist',
  run: (call) => ({
    userlist: staffIn(call).map(({ userid, name, departments }) => ({
      userid,
      name,
      department: departments,
      open_userid: '',
    })),
  }),
}

const listDepartments: WecomApi = {
  method: 'GET',
  path: '/department/list',
  run({ context, query }) {
    const all = context.world.departments.all()
    const root = query['id'] === undefined ? null : Number(query['id'])
    const ids = root === null ? all.map(({ id }) => id) : subtree(all, root)
    const wanted = all.filter(({ id }) => ids.includes(id))
    return {
      department: wanted.map(({ id, name, parentId, order }) => ({
        id,
        name,
        department_leader: [],
        parentid: parentId,
        order,
      })),
    }
  },
}

/** Source: WeCom 90196, 90200, 90201, 90208. */
export const staffApis: readonly WecomApi[] = [getUser, listUsers, listUsersSimply, listDepartments]
