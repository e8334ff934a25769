import { z } from 'zod'

/** Keys of one request; whoever means more gives a filter. */
const MAX_KEYS = 200
const word = z.string().min(1).max(64)
const deadReason = z.string().min(1).max(300).describe('why they are dead')
const key = z.string().min(1).max(300)

export const reason = z.string().trim().min(1).max(200).describe('why; stays in the audit trail')
export const Reason = z.strictObject({ reason })
export const DeliveryParams = z.object({ id: z.string().max(200) })

/** Which dead events are meant; nothing given: all of them. */
export const DeadEventQuery = z.object({
  type: word.optional(),
  source: word.optional(),
  reason: deadReason.optional(),
})
export const DeadDeliveryQuery = z.object({
  type: word.optional(),
  subscriber: z.string().min(1).max(100).optional(),
  reason: deadReason.optional(),
})

export const ReplayMany = z.union([
  z.strictObject({ keys: z.array(key).min(1).max(MAX_KEYS), reason }),
  z.strictObject({ filter: z.strictObject(DeadEventQuery.shape), reason }),
])
export const RetryMany = z.union([
  z.strictObject({ ids: z.array(key).min(1).max(MAX_KEYS), reason }),
  z.strictObject({ filter: z.strictObject(DeadDeliveryQuery.shape), reason }),
])

export const Replayed = z
  .object({
    replayed: z.int(),
    left: z.int().describe('dead ones that the same filter still finds'),
  })
  .meta({ id: 'Replayed' })

const counted = {
  count: z.int(),
  countedUpTo: z.int().describe('more are counted as this many'),
  perRequest: z.int().describe('so many go back to work with one request'),
}

export const DeadEvents = z
  .object({ ...counted, reasons: z.array(z.object({ reason: z.string(), count: z.int() })) })
  .meta({ id: 'DeadEvents' })

export const DeadDeliveries = z.object({
  ...counted,
  items: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      subscriber: z.string(),
      createdAt: z.string(),
      attempts: z.int(),
      reason: z.string().nullable(),
    }),
  ),
})
