import type { Product } from '../product.js'

export type Part = Readonly<{ from: number; to: number }>

/** Events by the set, sent through the product's own doors: what the pipeline is given to work. */
export type Work = Readonly<{
  name: string
  send(product: Product, set: number, part: Part): Promise<void>
}>

/** Ticks until so many events were worked. Throws when they run out before. */
export async function workOff(product: Product, events: number): Promise<void> {
  for (let worked = 0; worked < events;) {
    const some = await product.hand.inbox()
    if (some === 0) {
      throw new Error(`only ${worked} of ${events} events could be worked`)
    }
    worked += some
  }
}
