import { defineJob, type Job } from '../../../platform/jobs/index.js'
import type { StaffService } from './staff.service.js'

const EVERY_MS = 10 * 60_000

export function staffJobs(staff: Pick<StaffService, 'sync'>): readonly Job[] {
  return [
    defineJob({
      name: 'wecom.sync-staff',
      title: '同步企微员工和门店',
      schedule: { everyMs: EVERY_MS },
      async run() {
        const synced = await staff.sync()
        return `同步了 ${synced.staff} 位员工，${synced.left} 位已离职`
      },
    }),
  ]
}
