import { yuanText } from '../../../server/platform/money/index.js'
import { setTheStage } from '../shop-on-stage.js'
import { must, type Scene, type Story } from '../story.js'
import { cancel, order, seeBooks, type Bought } from './buying.js'

/** Two payments that come after their orders were closed: one order lives again, the money of the other goes back. */
export const latePayment: Story = {
  name: 'late-payment',
  title: 'paid after the order was closed: it lives again, or the money goes back, never both',
  async play(scene) {
    await setTheStage(scene)
    const lapsed = await order(scene, '周亦安')
    const givenUp = await order(scene, '何子墨')
    await cancel(scene, givenUp, 'One of them changes their mind and cancels')
    await lapse(scene, lapsed)
    await revived(scene, lapsed)
    await givenBack(scene, givenUp)
  },
}

const MINUTE_MS = 60_000
const CLOSE_MS = 60_000
const REFUND_MS = 30_000

const lapse = ({ system, step }: Scene, { shop, orderId }: Bought) =>
  step('The other lets a quarter of an hour pass', {
    act: () => system.sandbox.advanceClock(15 * MINUTE_MS),
    see: async (_clock, tell) => {
      const { status, closedReason } = await shop.order(orderId)
      must(status === 'closed' && closedReason === 'expired', `the order is ${status}`)
      tell.written('closed for want of payment, its stock is on the shelf again')
    },
    withinMs: CLOSE_MS,
  })

const revived = ({ system, step }: Scene, { shop, orderId, totalFen, prepayId }: Bought) =>
  step('The bank of the second was slow: the money comes, the order lives again', {
    act: () => system.sandbox.confirmLate(prepayId),
    see: async (_paid, tell) => {
      const { status } = await shop.order(orderId)
      must(status === 'paid', `the order is ${status}`)
      const { ownRefunds } = await system.console.order(orderId)
      must(ownRefunds.length === 0, 'its money goes back, too')
      const left = await seeBooks(system, orderId, tell)
      must(left.revenue === -totalFen, `${left.revenue} fen of revenue`)
    },
  })

const givenBack = ({ system, step }: Scene, { shop, orderId, totalFen, prepayId }: Bought) =>
  step('The bank of the first was slow, too: the order stays closed, the money goes back', {
    act: () => system.sandbox.confirmLate(prepayId),
    see: async (_paid, tell) => {
      const { status } = await shop.order(orderId)
      must(status === 'closed', `the order is ${status}`)
      const { ownRefunds } = await system.console.order(orderId)
      const [refund] = ownRefunds
      must(refund?.state === 'succeeded' && ownRefunds.length === 1, `refund: ${refund?.state}`)
      tell.written(`${refund.reason}: ${yuanText(totalFen)}, ${refund.outRefundNo}`)
      const left = await seeBooks(system, orderId, tell)
      must(Object.keys(left).length === 0, `left in the books: ${JSON.stringify(left)}`)
    },
    withinMs: REFUND_MS,
  })
