import { z } from 'zod'
import { fen, page, PageQuery } from '../../../platform/wire/index.js'

const signedFen = z.int().describe('amount in fen, below zero where it goes out')
const Day = z.iso.date().describe('business day, Shanghai')

export const BillDayView = z
  .object({
    day: Day,
    state: z.enum(['requested', 'running', 'waiting', 'done']),
    run: z.int().describe('how often it was compared from the beginning'),
    figures: z.object({
      payments: z.int(),
      paymentsFen: fen.describe('of the trade bill: what reaches our account'),
      refunds: z.int(),
      refundsFen: fen,
      matched: z.int(),
      feesFen: signedFen.describe('of the fund flow'),
      feesBackFen: fen.describe('given back with refunds'),
      withdrawalsFen: fen,
      depositsFen: fen,
      bookPayments: z.int(),
      bookPaymentsFen: fen.describe('of our books, by success_time'),
    }),
    tradeSha1: z.string().nullable(),
    flowSha1: z.string().nullable(),
    startedAt: z.string(),
    endedAt: z.string().nullable(),
    openDifferences: z.int(),
  })
  .meta({ id: 'BillDay' })
export const BillDayPage = page(BillDayView)
export const BillDayQuery = PageQuery
export const BillDayParams = z.object({ day: Day })

export const BillDifferenceView = z
  .object({
    subject: z.string().describe('WeChat’s number of the payment, refund or change'),
    what: z.enum(['payment', 'refund', 'flow']),
    kind: z.enum(['missing-here', 'missing-there', 'amount-differs', 'foreign', 'flow-unknown']),
    billFen: signedFen,
    ownFen: signedFen,
    action: z.enum(['sent', 'recorded', 'incident']),
    state: z.enum(['open', 'settled']),
    note: z.string().describe('one Chinese sentence: what differs and what was done about it'),
    about: z.object({ type: z.string(), id: z.string() }).nullable(),
    at: z.string(),
  })
  .meta({ id: 'BillDifference' })
export const BillDayReport = z
  .object({ day: BillDayView, differences: z.array(BillDifferenceView) })
  .meta({ id: 'BillDayReport' })
