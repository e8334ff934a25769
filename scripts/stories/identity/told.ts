import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import type { OpenEvent } from '../../clients/open-client.js'

/** What tills and other systems tell about people in these stories. */

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
export const TILL = 'till'

export const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY_MS)
export const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * MINUTE_MS)

/** A mobile number that nobody else in a running system has. */
export const freshPhone = (): string => `139${String(randomInt(1e8)).padStart(8, '0')}`
export const freshCard = (): string => `SY${randomBytes(5).toString('hex')}`

type Identifiers = OpenEvent['identifiers']

/** Who was seen together at the till. */
export const identified = (identifiers: Identifiers, at: Date): OpenEvent => ({
  id: randomUUID(),
  type: 'customer.identified',
  occurredAt: at.toISOString(),
  source: TILL,
  identifiers,
  data: {},
})

/** An order that was paid at the till. */
export const paidAtTill = (identifiers: Identifiers, paidFen: number, at: Date): OpenEvent => ({
  id: randomUUID(),
  type: 'order.paid',
  occurredAt: at.toISOString(),
  source: TILL,
  identifiers,
  data: {
    orderNo: `TILL-${randomBytes(6).toString('hex')}`,
    paidFen,
    items: [{ sku: 'T-1', name: '桂花乌龙', qty: 1, amountFen: paidFen }],
    channel: '门店',
  },
})
