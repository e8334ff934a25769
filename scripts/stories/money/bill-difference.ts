import { yuanText } from '../../../server/platform/money/index.js'
import { setTheStage } from '../shop-on-stage.js'
import { must, type Scene, type Story, type Tell } from '../story.js'
import { cancel, order, seeBooks, silence, type Bought } from './buying.js'
import { compared, COMPARED_MS, differenceOf, nextNoon } from './days.js'

/** A bill that differs in every way: what can be repaired is repaired, the rest waits for a person, no fen is moved. */
export const billDifference: Story = {
  name: 'bill-difference',
  title: 'the bill of a day differs in three ways: one repairs itself, two wait for a person',
  async play(scene) {
    await setTheStage(scene)
    const late = await order(scene, '沈予安')
    await cancel(scene, late, 'This one is cancelled')
    const day = await nextMorning(scene)
    const billedOtherwise = await pays(scene, await order(scene, '唐果'))
    const notBilled = await pays(scene, await order(scene, '方以南'))
    const unheard = await paysUnheard(scene, late)
    await billGoesWrong(scene, { day, billedOtherwise, notBilled })
    await nightCompares(scene, day)
    await seeRepaired(scene, { day, ...unheard })
    await seeWaiting(scene, { day, billedOtherwise, notBilled })
  },
}

const WRONG_FEN = 100

type Paid = Bought & Readonly<{ transactionId: string }>
type Spoilt = Readonly<{ day: string; billedOtherwise: Paid; notBilled: Paid }>

const nextMorning = ({ system, step }: Scene) =>
  step('A new day begins', {
    act: () => nextNoon(system),
    see: (day, tell) => {
      tell.written(`business day ${day}`)
      return Promise.resolve(day)
    },
  })

const pays = ({ system, step }: Scene, bought: Bought): Promise<Paid> =>
  step('It is paid, and WeChat tells of it', {
    act: () => system.sandbox.confirmPayment(bought.prepayId),
    see: async ({ transactionId }, tell) => {
      const { status } = await bought.shop.order(bought.orderId)
      must(status === 'paid' && transactionId !== null, `the order is ${status}`)
      tell.arrived(`notification of transaction ${transactionId}`)
      return { ...bought, transactionId }
    },
  })

const paysUnheard = ({ system, step }: Scene, bought: Bought): Promise<Paid> =>
  step('The cancelled one is paid by a slow bank, and nobody is told', {
    act: async () => {
      await silence(system, bought.orderId)
      return system.sandbox.confirmLate(bought.prepayId)
    },
    see: async ({ transactionId }, tell) => {
      const { status } = await bought.shop.order(bought.orderId)
      must(status === 'closed' && transactionId !== null, `the order is ${status}`)
      tell.arrived('nothing')
      return { ...bought, transactionId }
    },
  })

const billGoesWrong = (
  { system, step }: Scene,
  { day: date, billedOtherwise, notBilled }: Spoilt,
) =>
  step('WeChat’s bill of the day will leave one payment out and show another one too high', {
    act: async () => {
      const amountFen = billedOtherwise.totalFen + WRONG_FEN
      const { transactionId: no } = billedOtherwise
      const { spoilBill } = system.sandbox
      await spoilBill({ date, kind: 'changed-amount', no, amountFen, bill: 'trade' })
      await spoilBill({ date, kind: 'missing-row', no: notBilled.transactionId, bill: 'trade' })
    },
    see: () => Promise.resolve(),
  })

const nightCompares = ({ system, step }: Scene, day: string) =>
  step('The next morning the day is compared with its bill', {
    act: async () => {
      await nextNoon(system)
      await compared(system, day)
    },
    see: async (_compared, tell) => {
      const { day: report } = await system.console.billDay(day)
      const { payments, bookPayments, feesFen } = report.figures
      must(report.openDifferences === 2, `${report.openDifferences} differences are open`)
      tell.arrived(`bill of ${day}: ${payments} payments; ours: ${bookPayments}`)
      tell.written(`fees of the day: ${yuanText(feesFen)}`)
    },
    withinMs: COMPARED_MS,
  })

const seeRepaired = (
  { system, step }: Scene,
  { day, transactionId, orderId }: Paid & Readonly<{ day: string }>,
) =>
  step('What was missing here came by the way of a notice, and goes back to the payer', {
    act: () => Promise.resolve(),
    see: async (_nothing, tell) => {
      const { kind, state, note } = await differenceOf(system, day, transactionId)
      must(kind === 'missing-here' && state === 'settled', `it is ${kind}, ${state}`)
      tell.arrived(note)
      const { ownRefunds } = await system.console.order(orderId)
      must(ownRefunds[0]?.state === 'succeeded', `its refund is ${ownRefunds[0]?.state}`)
      const left = await seeBooks(system, orderId, tell)
      must(Object.keys(left).length === 0, `left in the books: ${JSON.stringify(left)}`)
    },
    withinMs: COMPARED_MS,
  })

const seeWaiting = (scene: Scene, { day, billedOtherwise, notBilled }: Spoilt) =>
  scene.step('The others stand on the console for a person; our books are as they were', {
    act: () => Promise.resolve(),
    see: async (_nothing, tell) => {
      await seeIncident(scene, { ...billedOtherwise, day, wanted: 'amount-differs' }, tell)
      await seeIncident(scene, { ...notBilled, day, wanted: 'missing-there' }, tell)
    },
  })

async function seeIncident(
  { system }: Scene,
  paid: Paid & Readonly<{ day: string; wanted: string }>,
  tell: Tell,
): Promise<void> {
  const { day, transactionId, orderId, totalFen, wanted } = paid
  const { kind, state, note } = await differenceOf(system, day, transactionId)
  must(kind === wanted && state === 'open', `it is ${kind}, ${state}`)
  const { items } = await system.console.incidents()
  const found = items.filter(({ summary }) => summary === `${day} 对账：${note}`)
  must(found.length > 0, 'no incident tells of it')
  tell.written(`incident: ${note}`)
  const left = await seeBooks(system, orderId, tell)
  must(left['wechat-pay'] === totalFen, `${left['wechat-pay']} fen at WeChat Pay`)
  must(left.revenue === -totalFen, `${left.revenue} fen of revenue`)
}
