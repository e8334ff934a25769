import type { Logger } from 'pino'
import type { Clock } from '../../../platform/clock/index.js'
import { AppError } from '../../../platform/errors/index.js'
import { inParallel } from '../in-parallel.js'
import type { PlatformStaff, StaffPlatform, StoresOfDepartments } from '../wecom.ports.js'
import { staffOf, type Directory, type Staff } from './staff.domain.js'
import type { StaffRows } from './staff.repository.js'

type Deps = Readonly<{
  rows: StaffRows
  platform: StaffPlatform
  stores: StoresOfDepartments
  clock: Clock
  log: Logger
}>

/** Names change rarely: a process may show one that is so old. Real time. */
const CACHE_MS = 30_000
const PARALLEL = 4

export type StaffName = Readonly<{ name: string; storeCode?: string; storeName?: string }>

export type StaffService = ReturnType<typeof staffService>
export function staffService({ rows, platform, stores, clock, log }: Deps) {
  const cache = new Map<string, { staff: Staff; until: number }>()

  function remember(staff: readonly Staff[]): void {
    staff.forEach((one) => cache.set(one.userid, { staff: one, until: Date.now() + CACHE_MS }))
  }

  function fresh(userid: string): Staff | undefined {
    const entry = cache.get(userid)
    return entry !== undefined && entry.until > Date.now() ? entry.staff : undefined
  }

  async function withStores(members: readonly PlatformStaff[]): Promise<Staff[]> {
    const departments = await platform.listDepartments()
    const ids = departments.map(({ departmentId }) => departmentId)
    const directory: Directory = {
      departments: new Map(departments.map((one) => [one.departmentId, one])),
      stores: await stores.ofDepartments(ids),
    }
    const now = clock.now()
    return members.map((member) => staffOf(member, directory, now))
  }

  /** Somebody new, before the next sync has seen them. Without an answer they go by their userid for now. */
  async function askFor(userids: readonly string[]): Promise<Staff[]> {
    try {
      const found = await inParallel(userids, PARALLEL, (userid) => platform.getStaff(userid))
      const members = found.flatMap((member) => member ?? [])
      const staff = members.length === 0 ? [] : await withStores(members)
      await rows.saveAll(staff)
      return staff
    } catch (error) {
      if (!(error instanceof AppError)) {
        throw error
      }
      log.warn({ err: error, userids }, 'new staff not read')
      return []
    }
  }

  async function find(userids: readonly string[]): Promise<Map<string, Staff>> {
    const wanted = [...new Set(userids)]
    const stale = wanted.filter((userid) => fresh(userid) === undefined)
    const stored = stale.length === 0 ? [] : await rows.withIds(stale)
    const known = new Set(stored.map(({ userid }) => userid))
    const unknown = stale.filter((userid) => !known.has(userid))
    const asked = unknown.length === 0 ? [] : await askFor(unknown)
    remember([...stored, ...asked])
    const found = wanted.flatMap((userid) => fresh(userid) ?? [])
    return new Map(found.map((staff) => [staff.userid, staff]))
  }

  return {
    /** Staff by userid; somebody whom WeCom does not know is missing. */
    find,

    /** A name for everybody: the userid where there is none. */
    async namesOf(userids: readonly string[]): Promise<(userid: string) => StaffName> {
      const found = await find(userids)
      return (userid) => found.get(userid) ?? { name: userid }
    },

    page: rows.page,

    /** For the sidebar's log-in: null for somebody who is unknown, disabled or has left. */
    async activeStaff(userid: string): Promise<{ name: string; storeCodes: string[] } | null> {
      const staff = (await find([userid])).get(userid)
      return staff?.status === 'active'
        ? { name: staff.name, storeCodes: staff.storeCode === undefined ? [] : [staff.storeCode] }
        : null
    },

    /** Pulls departments and staff; may be repeated. Whoever is no longer there has left. */
    async sync(): Promise<{ staff: number; left: number }> {
      const startedAt = clock.now()
      const members = await platform.listStaff()
      const staff = await withStores(members)
      await rows.saveAll(staff)
      const left = await rows.markLeft(startedAt)
      cache.clear()
      return { staff: staff.length, left }
    },
  }
}
