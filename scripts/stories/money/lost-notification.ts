import { yuanText } from '../../../server/platform/money/index.js'
import { setTheStage } from '../shop-on-stage.js'
import { must, type Scene, type Story } from '../story.js'
import { cancel, order, seeBooks, silence, type Bought } from './buying.js'
import { compared, COMPARED_MS, differenceOf, nextNoon } from './days.js'

/** WeChat never tells of two payments: our question finds the one, the bill of the day the other. */
export const lostNotification: Story = {
  name: 'lost-notification',
  title:
    'WeChat never tells of two payments: the query finds the one, the bill of the day the other',
  async play(scene) {
    await setTheStage(scene)
    const asked = await order(scene, '许念')
    await paysUnheard(scene, asked)
    await isAskedAbout(scene, asked)
    const unasked = await order(scene, '陆川')
    await cancel(scene, unasked, 'He thinks better of it and cancels')
    const paid = await paysAfterAll(scene, unasked)
    await isFoundInTheBill(scene, { ...unasked, ...paid })
  },
}

const A_MINUTE_AND_MORE_MS = 75_000
const QUERY_MS = 60_000

const paysUnheard = ({ system, step }: Scene, { shop, orderId, prepayId }: Bought) =>
  step('She pays, and the notification gets lost', {
    act: async () => {
      await silence(system, orderId)
      return system.sandbox.confirmPayment(prepayId)
    },
    see: async ({ callbackId, transactionId }, tell) => {
      must(callbackId === null, 'WeChat has told us')
      const { status } = await shop.order(orderId)
      must(status === 'pending-payment', `the order is ${status}`)
      tell.arrived(`nothing: WeChat has the money (${transactionId ?? ''}) and says nothing`)
    },
  })

const isAskedAbout = ({ system, step }: Scene, { shop, orderId, totalFen }: Bought) =>
  step('A minute later the server asks WeChat itself, and the order is paid', {
    act: () => system.sandbox.advanceClock(A_MINUTE_AND_MORE_MS),
    see: async (_clock, tell) => {
      const { status } = await shop.order(orderId)
      must(status === 'paid', `the order is ${status}`)
      tell.arrived('the answer to our own question, worked like a notification')
      const left = await seeBooks(system, orderId, tell)
      must(left['wechat-pay'] === totalFen, `${left['wechat-pay']} fen at WeChat Pay`)
    },
    withinMs: QUERY_MS,
  })

const paysAfterAll = ({ system, step }: Scene, { shop, orderId, prepayId }: Bought) =>
  step('The next day at noon his slow bank pays all the same, and again nobody is told', {
    act: async () => {
      const day = await nextNoon(system)
      await silence(system, orderId)
      const { transactionId } = await system.sandbox.confirmLate(prepayId)
      return { day, transactionId: transactionId ?? '' }
    },
    see: async (paid, tell) => {
      const { status } = await shop.order(orderId)
      must(status === 'closed', `the order is ${status}`)
      tell.arrived('nothing, and nobody asks about a closed payment any more')
      return paid
    },
  })

type Unheard = Bought & Readonly<{ day: string; transactionId: string }>

const isFoundInTheBill = (
  { system, step }: Scene,
  { shop, orderId, totalFen, day, transactionId }: Unheard,
) =>
  step('The morning after, the bill of that day has it: the money goes back', {
    act: async () => {
      await nextNoon(system)
      await compared(system, day)
    },
    see: async (_compared, tell) => {
      const { kind, state, note } = await differenceOf(system, day, transactionId)
      must(kind === 'missing-here' && state === 'settled', `it is ${kind}, ${state}`)
      tell.arrived(`bill of ${day}: ${note}`)
      const { status } = await shop.order(orderId)
      must(status === 'closed', `the order is ${status}`)
      const { ownRefunds } = await system.console.order(orderId)
      const [refund, ...others] = ownRefunds
      must(refund?.state === 'succeeded' && others.length === 0, `refund: ${refund?.state}`)
      tell.written(`${refund.reason}: ${yuanText(totalFen)}, ${refund.outRefundNo}`)
      const left = await seeBooks(system, orderId, tell)
      must(Object.keys(left).length === 0, `left in the books: ${JSON.stringify(left)}`)
    },
    withinMs: COMPARED_MS,
  })
