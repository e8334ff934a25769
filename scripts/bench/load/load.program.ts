import { prepareCallbacks, type Prepared, type WecomKeys } from './callbacks.js'
import { send, type Pace, type Sent } from './send.js'

/** The load generator: a process of its own, told by the bench over its channel what to do next. */

export type Order =
  | Readonly<{ id: number; do: 'prepare'; keys: WecomKeys; count: number }>
  | Readonly<{ id: number; do: 'send'; url: string; pace: Pace }>

export type Answer = Readonly<{ id: number; sent?: Sent; error?: string }>

let prepared: readonly Prepared[] = []

async function obey(order: Order): Promise<Sent | undefined> {
  if (order.do === 'prepare') {
    prepared = prepareCallbacks(order.keys, order.count)
    return undefined
  }
  return await send(order.url, prepared, order.pace)
}

process.on('message', (order: Order) => {
  obey(order).then(
    (sent) => process.send?.({ id: order.id, sent } satisfies Answer),
    (error: unknown) => process.send?.({ id: order.id, error: String(error) } satisfies Answer),
  )
})
process.on('disconnect', () => process.exit(0))
