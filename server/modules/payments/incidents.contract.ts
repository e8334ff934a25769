import { z } from 'zod'
import { id } from '../../platform/ids/index.js'
import { page, PageQuery } from '../../platform/wire/index.js'

export const IncidentState = z.enum(['open', 'settled'])

/** Money that did not go the planned way and waits for a person. */
export const IncidentView = z
  .object({
    incidentId: id('inc'),
    kind: z.string(),
    at: z.string(),
    summary: z.string().describe('one Chinese sentence for the operator'),
    amountFen: z.int().optional(),
    state: IncidentState,
    subject: z.object({ type: z.enum(['payment', 'order', 'refund', 'none']), id: z.string() }),
  })
  .meta({ id: 'Incident' })
export const IncidentPage = page(IncidentView)
export const IncidentListQuery = PageQuery.extend({ state: IncidentState.optional() })
