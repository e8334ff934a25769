import { z } from 'zod'
import { id } from '../ids/index.js'
import { page, PageQuery } from '../wire/index.js'

const RoundView = z
  .object({
    roundId: id('rec'),
    subject: z.string().describe('contacts or payments'),
    state: z.enum(['running', 'done', 'broken-off']),
    startedAt: z.string(),
    finishedAt: z.string().nullable(),
    seen: z.int().describe('how many were compared'),
    unknown: z.int().describe('at WeChat and not here'),
    changed: z.int().describe('here and at WeChat, not the same'),
    missing: z.int().describe('here and not at WeChat'),
    repaired: z.int().describe('differences that were given to the pipeline'),
  })
  .meta({ id: 'Reconciliation' })

const DifferenceView = z
  .object({
    kind: z.enum(['unknown', 'changed', 'missing']),
    about: z.object({ type: z.string(), id: z.string() }),
    note: z.string().describe('one Chinese sentence, without personal data'),
    repair: z.enum(['pending', 'sent', 'none']),
    at: z.string(),
  })
  .meta({ id: 'ReconciliationDifference' })

export const RoundPage = page(RoundView)
export const RoundListQuery = PageQuery
export const RoundParams = z.object({ roundId: id('rec') })
export const RoundDetail = z
  .object({
    round: RoundView,
    differences: z.array(DifferenceView).describe('the first 200; the counts are of all'),
  })
  .meta({ id: 'ReconciliationDetail' })
