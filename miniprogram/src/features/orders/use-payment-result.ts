import { useCallback, useEffect, useRef, useState } from 'react'
import { paymentDoor } from '../../platform/payment/door'
import { toProblem, type Order, type Problem } from '../../platform/api'
import { getOrder } from './api/get-order'
import { refreshPayment } from './api/refresh-payment'

const POLL_MS = 2_000
const PATIENCE_MS = 30_000

export type PaymentResult = {
  order: Order | null
  /** Still asking: neither paid nor closed, and the patience is not over. */
  asking: boolean
  problem: Problem | null
  again: () => void
}

/**
 * Asks the server until the order is paid or closed, at most 30 s: first makes it ask WeChat, then
 * reads the order, because the notification may arrive meanwhile. Who cancelled is not kept waiting.
 */
export function usePaymentResult(orderId: string, { ready }: { ready: boolean }): PaymentResult {
  const [state, setState] = useState<Omit<PaymentResult, 'again'>>(ASKING)
  const round = useRef(0)

  const again = useCallback(() => {
    const mine = ++round.current
    const current = () => mine === round.current
    setState((before) => ({ ...before, asking: true, problem: null }))
    const patienceMs = paymentDoor.takeHint() === 'cancelled' ? 0 : PATIENCE_MS
    const onOrder = (order: Order) => {
      if (current()) {
        setState({ order, asking: true, problem: null })
      }
    }
    settle({ orderId, patienceMs, current, onOrder }).then(
      (order) => current() && setState({ order, asking: false, problem: null }),
      (error) => {
        const problem = toProblem(error)
        setState((before) => (current() ? { ...before, asking: false, problem } : before))
      },
    )
  }, [orderId])

  useEffect(() => {
    if (ready) {
      again()
    }
    return () => {
      round.current += 1
    }
  }, [ready, again])
  return { ...state, again }
}

const ASKING = { order: null, asking: true, problem: null } as const

type Settling = {
  orderId: string
  patienceMs: number
  current: () => boolean
  onOrder: (order: Order) => void
}

async function settle({ orderId, patienceMs, current, onOrder }: Settling): Promise<Order> {
  const until = Date.now() + patienceMs
  let order = await refreshPayment(orderId)
  while (order.status === 'pending-payment' && current() && Date.now() < until) {
    onOrder(order)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    order = await getOrder(orderId)
  }
  const lastWord = order.status === 'pending-payment' && current() && patienceMs > 0
  return lastWord ? refreshPayment(orderId) : order
}
