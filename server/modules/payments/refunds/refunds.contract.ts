import { z } from 'zod'
import { id } from '../../../platform/ids/index.js'
import { fen } from '../../../platform/wire/index.js'

export const RefundState = z.enum([
  'requested',
  'processing',
  'succeeded',
  'abnormal',
  'failed',
  'returned-to-merchant',
  'settled-offline',
])

export const RefundView = z
  .object({
    refundId: id('rfd'),
    orderId: id('ord'),
    paymentId: id('pay'),
    outRefundNo: z.string().describe('number of the present attempt at WeChat Pay'),
    wechatRefundId: z.string().optional(),
    reasonKey: z.string(),
    reason: z.string(),
    amountFen: fen,
    state: RefundState,
    attempt: z.int(),
    tries: z.int().describe('fruitless tries of this attempt'),
    requestedAt: z.string(),
    nextAt: z.string().optional().describe('when WeChat is asked next'),
    giveUpAt: z.string(),
    trouble: z.object({ code: z.string(), at: z.string() }).optional(),
    acceptedAt: z.string().optional().describe('when WeChat took it'),
    endedAt: z.string().optional(),
    account: z.string().optional().describe('where the money went, in the words of WeChat'),
  })
  .meta({ id: 'Refund' })
export const RefundParams = z.object({ refundId: id('rfd') })

const Sum = z.object({ count: z.int(), amountFen: fen })
/** What waits for whom. At most 10,000 refunds are counted in each. */
export const RefundTotals = z
  .object({
    needsPerson: Sum,
    retrying: Sum,
    accepted: Sum,
    endedToday: Sum.describe('reached the customer on this business day'),
  })
  .meta({ id: 'RefundTotals' })
