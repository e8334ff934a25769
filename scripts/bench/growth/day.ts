import { shopDay } from '../pipeline/shop-day.js'
import { workOff } from '../pipeline/work.js'
import type { Product } from '../product.js'
import { examinedBy, type Examined } from './examined.js'

const EVENTS = 100

/**
 * A hundred events of a shop from the open API's door to the end of the pipeline: new people and known ones. Set 0 first:
 * the later ones speak of its people and orders.
 */
export async function workDay(product: Product, set: number): Promise<void> {
  await product.sendEvents(shopDay({ set, events: EVENTS }))
  await workOff(product, EVENTS)
}

/**
 * What every command examines in a day with new and known people, and when the day is sent once more by somebody who got
 * no answer. For a product that has worked nothing yet.
 */
export async function examinedDay(product: Product): Promise<ReadonlyMap<string, Examined>> {
  await workDay(product, 0)
  return await examinedBy(product.db, async () => {
    await workDay(product, 1)
    await product.sendEvents(shopDay({ set: 1, events: EVENTS }), 'duplicate')
  })
}
