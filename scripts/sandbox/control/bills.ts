import { z } from 'zod'
import type { Context } from '../context.js'
import { billDay } from '../pay/bill-day.js'
import { billLines } from '../pay/bill-file.js'
import { bodyless, ControlError, limitOf, route } from './api.js'

const DEFAULT_LINES = 200
const MAX_ROWS = 2_000_000

const Day = z.string().refine((text) => billDay(text) !== null, 'YYYY-MM-DD')

const Spoil = z.strictObject({
  date: Day,
  kind: z.enum(['changed-amount', 'missing-row', 'extra-payment', 'extra-refund']),
  /** transaction_id, out_trade_no, refund_id or out_refund_no; for an extra row minted when left out. */
  no: z.string().min(1).optional(),
  amountFen: z.int().min(0).default(0),
  bill: z.enum(['trade', 'fundflow', 'both']).default('both'),
})

const Synthetic = z.strictObject({
  date: Day,
  /** 0 takes it away. */
  rows: z.int().min(0).max(MAX_ROWS),
  refundEvery: z.int().min(0).default(0),
  outTradeNoPrefix: z.string().max(20).default('pay_'),
  outRefundNoPrefix: z.string().max(20).default('rfd_'),
})

function spoil({ world }: Context, body: z.output<typeof Spoil>) {
  const isExtra = body.kind === 'extra-payment' || body.kind === 'extra-refund'
  if (!isExtra && body.no === undefined) {
    throw new ControlError(400, 'bad-request', 'no')
  }
  const prefix = body.kind === 'extra-refund' ? '50308' : '42008'
  return world.billSpoils.put({
    ...body,
    id: `spoil_${world.mint('spoil', { length: 20 })}`,
    no: body.no ?? `${prefix}${world.mintDigits('spoil', { length: 23 })}`,
  })
}

function preview({ world, keys }: Context, query: Record<string, string>) {
  const { date = '', bill } = query
  if (billDay(date) === null) {
    throw new ControlError(400, 'bad-request', 'date')
  }
  const limit = limitOf(query, DEFAULT_LINES)
  const spec = { date, bill: bill === 'fundflow' ? bill : 'trade', type: 'ALL' } as const
  const lines: string[] = []
  for (const line of billLines({ world, keys }, spec)) {
    if (lines.length === limit) {
      return { lines, more: true }
    }
    lines.push(line.trimEnd())
  }
  return { lines, more: false }
}

export const billRoutesOfControl = [
  bodyless('GET', '/pay/bills/preview', ({ context, query }) => preview(context, query)),
  bodyless('GET', '/pay/bills/spoils', ({ context: { world } }) => ({
    spoils: world.billSpoils.all(),
  })),
  route('POST', '/pay/bills/spoil', Spoil, ({ context, body }) => spoil(context, body)),
  bodyless('DELETE', '/pay/bills/spoils/:id', ({ context: { world }, params }) => {
    world.billSpoils.remove(params['id'] ?? '')
    return {}
  }),
  route('PUT', '/pay/bills/synthetic', Synthetic, ({ context: { world }, body }) => {
    if (body.rows === 0) {
      world.syntheticBills.remove(body.date)
      return { ...body }
    }
    return world.syntheticBills.put(body)
  }),
]
