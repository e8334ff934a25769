import { shopDay } from '../pipeline/shop-day.js'
import { workOff } from '../pipeline/work.js'
import type { Product } from '../product.js'

const EVENTS = 100

/**
 * A hundred events of a shop from the open API's door to the end of the pipeline: new people and known ones. Set 0 first:
 * the later ones speak of its people and orders.
 */
export async function workDay(product: Product, set: number): Promise<void> {
  await product.sendEvents(shopDay({ set, events: EVENTS }))
  await workOff(product, EVENTS)
}

/** The day once more, as a sender does that got no answer: all of it is known. */
export async function repeatDay(product: Product, set: number): Promise<void> {
  await product.sendEvents(shopDay({ set, events: EVENTS }), 'duplicate')
}
