import type { DemoPerson } from '../people/people.js'
import type { Basket } from './basket.js'

/** A paid order of the past, as the tills will tell it. */
export type DemoOrder = Basket &
  Readonly<{
    orderNo: string
    person: DemoPerson
    at: Date
    storeCode: string
    channel: '到店' | '自取' | '外卖'
    /** The first of this person that is told: the till sees card and phone then. */
    isFirst: boolean
  }>

/** Number of the till: day, person and how many it is; the same in every run of one day. */
export function orderNoOf(person: DemoPerson, at: Date, index: number): string {
  const SHANGHAI_MS = 8 * 60 * 60 * 1000
  const day = new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(2, 10).replaceAll('-', '')
  return `SY${day}${String(person.index).padStart(4, '0')}${String(index).padStart(2, '0')}`
}
