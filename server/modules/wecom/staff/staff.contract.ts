import { z } from 'zod'
import { page, PageQuery } from '../../../platform/wire/index.js'

export const StaffMemberView = z
  .object({
    userid: z.string(),
    name: z.string(),
    departmentName: z.string(),
    storeName: z.string().optional(),
    status: z.enum(['active', 'disabled', 'not-activated', 'left', 'unknown']),
    contactCount: z.int().describe('living contacts'),
  })
  .meta({ id: 'StaffMember' })
export type StaffMemberView = z.output<typeof StaffMemberView>

export const StaffPage = page(StaffMemberView)
export const StaffQuery = PageQuery
