import { z } from 'zod'
import { peopleInvariants } from '../../../scripts/audit/people.invariants.js'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { ErasureList, ErasureView } from '../../../server/modules/privacy/privacy.contract.js'
import { httpOf } from '../open-api/till.js'
import type { System } from '../../support/system.js'

// Erasures as an operator asks for them, and what stands in the database before and after.

export const WITHIN = { withinMs: 60_000 }
export const DAY_MS = 24 * 60 * 60 * 1000
export const REASON = '本人来电要求'
export const Problem = z.object({ code: z.string() })

export function useErasing(system: { readonly now: System }) {
  async function request(customerId: string, change: object = {}) {
    const desk = await system.now.asOperator()
    const body = { confirm: '删除', reason: REASON, ...change }
    const path = `/api/customers/${customerId}/erasures`
    return (await desk.send('POST', path, ErasureView, { body, accept: [202] })).body
  }
  const erased = async (erasureId: string) => {
    const desk = await system.now.asOperator()
    return await waitUntil(async () => {
      const { items } = (await desk.send('GET', '/api/erasures?limit=100', ErasureList)).body
      const found = items.find((item) => item.erasureId === erasureId)
      expect(found).toMatchObject({ state: 'done' })
      return found
    }, WITHIN)
  }
  const answerOf = async (customerId: string) => {
    const { status, body } = await httpOf(system.now).get(`/customers/${customerId}`)
    return { status, code: body?.code }
  }
  const sums = async () => {
    const { db } = system.now.deps
    const [orders] = await db
      .collection('orders')
      .aggregate<{ paid: number; refunded: number; count: number }>([
        {
          $group: {
            _id: null,
            paid: { $sum: '$paidFen' },
            refunded: { $sum: '$refundedFen' },
            count: { $sum: 1 },
          },
        },
      ])
      .toArray()
    const payments = await db.collection('payments').find().sort({ _id: 1 }).toArray()
    const money = payments.map(
      ({ amountFen, transactionId }) => [amountFen, transactionId] as const,
    )
    return { orders, money }
  }
  /** What the audit of the whole database says of these collections. */
  async function brokenPromises(): Promise<string[]> {
    const { db } = system.now.deps
    const found = await Promise.all(peopleInvariants.map((one) => one.find(db)))
    return found.flat().map(({ invariant, subject }) => `${invariant}: ${subject}`)
  }
  return { request, erased, answerOf, sums, brokenPromises }
}
