import { z } from 'zod'
import { CustomerFilter } from '../customers.contract.js'

/** Saved views of the customers' list. No search text: that may be somebody's phone. */

const name = z.string().trim().min(1).max(20)

export const SavedView = z
  .object({
    viewId: z.string(),
    name: z.string(),
    filter: CustomerFilter,
    isShared: z.boolean(),
    isOwn: z.boolean(),
    ownerName: z.string(),
  })
  .meta({ id: 'SavedCustomerView' })
export type SavedView = z.output<typeof SavedView>

/** `GET /api/customer-views`: one's own in the order they were made, then what others share. */
export const SavedViews = z.object({ items: z.array(SavedView) })
export const ViewParams = z.object({ viewId: z.string().max(40) })
export const NewView = z.strictObject({ name, filter: CustomerFilter })
export const ViewPatch = z.strictObject({
  name: name.optional(),
  filter: CustomerFilter.optional(),
})
export type ViewPatch = z.output<typeof ViewPatch>
export const ViewSharing = z.strictObject({ isShared: z.boolean() })
