import { PRODUCTS } from '../brand/products.js'
import type { DemoPerson } from '../people/people.js'
import type { Random } from '../random.js'
import { itemOf, type Basket } from './basket.js'
import { dayBefore, momentOf } from './calendar.js'
import { orderNoOf, type DemoOrder } from './demo-order.js'

/** 林晓棠, whose page is shown: 68 orders since her first visit, 46 of them within a year. */

const OLDER_ORDERS = 22
const ORDERS_OF_LAST_YEAR = 46
const YEAR_DAYS = 365
const FIRST_VISIT_DAYS_AGO = 622
/** 18:26 in Shanghai, three days ago: the last line of her page. */
const LAST_VISIT = { daysAgo: 3, minutes: 18 * 60 + 26 } as const
const MINUTE_MS = 60_000

const basketNamed = (...names: readonly string[]): Basket => {
  const items = names.map((name) => {
    const product = PRODUCTS.find((one) => one.name === name)
    if (product === undefined) {
      throw new Error(`no such product: ${name}`)
    }
    return itemOf(product, product.skus[0], 1)
  })
  return { items, paidFen: items.reduce((sum, { amountFen }) => sum + amountFen, 0) }
}

/** Her three usual orders; the last one is always the first of them. */
const USUAL = [
  basketNamed('桂花乌龙', '海盐可颂'),
  basketNamed('桂花乌龙'),
  basketNamed('烤栗糯糯奶茶', '板栗奶油卷'),
]

export function ordersOfLin(
  person: DemoPerson,
  { random, now }: Readonly<{ random: Random; now: Date }>,
): DemoOrder[] {
  const days = [
    ...spread({ from: FIRST_VISIT_DAYS_AGO, to: YEAR_DAYS + 5, count: OLDER_ORDERS }),
    ...spread({ from: YEAR_DAYS - 3, to: LAST_VISIT.daysAgo, count: ORDERS_OF_LAST_YEAR }),
  ]
  return days.map((daysAgo, index) => {
    const isLast = index === days.length - 1
    const day = dayBefore(now, daysAgo)
    const at = isLast
      ? new Date(day.getTime() + LAST_VISIT.minutes * MINUTE_MS)
      : momentOf(day, random)
    return {
      ...(isLast ? basketNamed('桂花乌龙', '海盐可颂') : random.pick(USUAL)),
      orderNo: orderNoOf(person, at, index),
      person,
      at,
      storeCode: person.home.storeCode,
      channel: '自取',
      isFirst: index === 0,
    }
  })
}

/** `count` days between two distances from today, evenly. */
function spread({ from, to, count }: Readonly<{ from: number; to: number; count: number }>) {
  return Array.from({ length: count }, (_, index) =>
    Math.round(from - ((from - to) * index) / (count - 1)),
  )
}
