/** The staff as synced from WeCom, with the store that their department stands for. Pure. */

export type StaffStatus = 'active' | 'disabled' | 'not-activated' | 'left' | 'unknown'

export type Staff = Readonly<{
  userid: string
  name: string
  departmentIds: readonly string[]
  departmentName: string
  storeCode?: string
  storeName?: string
  position?: string
  status: StaffStatus
  syncedAt: Date
}>

type Department = Readonly<{ departmentId: string; name: string; parentId: string | null }>
type Store = Readonly<{ storeCode: string; name: string }>
type Member = Readonly<{
  userid: string
  name: string
  departmentIds: readonly string[]
  mainDepartmentId?: string | undefined
  position?: string | undefined
  status: StaffStatus
}>

/** WeCom's own bound on the depth of departments is 15. */
const MAX_DEPTH = 15

export type Directory = Readonly<{
  departments: ReadonlyMap<string, Department>
  stores: ReadonlyMap<string, Store>
}>

/** The main department counts first, then the others; the store of the nearest department above, if it has none itself. */
export function staffOf(member: Member, { departments, stores }: Directory, now: Date): Staff {
  const first = member.mainDepartmentId
  const ids = [...new Set([...(first === undefined ? [] : [first]), ...member.departmentIds])]
  const store = ids
    .map((departmentId) => storeAbove(departmentId, { departments, stores }))
    .find((found) => found !== undefined)
  return {
    userid: member.userid,
    name: member.name,
    departmentIds: member.departmentIds,
    departmentName: departments.get(ids[0] ?? '')?.name ?? '',
    storeCode: store?.storeCode,
    storeName: store?.name,
    position: member.position,
    status: member.status,
    syncedAt: now,
  }
}

function storeAbove(departmentId: string, { departments, stores }: Directory): Store | undefined {
  let current: string | null = departmentId
  for (let depth = 0; current !== null && depth < MAX_DEPTH; depth += 1) {
    const store = stores.get(current)
    if (store !== undefined) {
      return store
    }
    current = departments.get(current)?.parentId ?? null
  }
  return undefined
}
