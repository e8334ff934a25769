import { customerText } from '../look.js'
import { must, type Scene, type Story } from '../story.js'
import { seeOwner, visitShop, type Visitor } from './people.js'
import { daysAgo, freshPhone, identified, minutesAgo, paidAtTill } from './told.js'

/** A number is given up and re-issued: its new holder does not get the old one's account. */
export const twoPhones: Story = {
  name: 'two-phones',
  title: 'a number that was given up and re-issued moves nobody’s account (failure story 15)',
  async play(scene) {
    const [old, own] = [freshPhone(), freshPhone()]
    const first = await visitShop(
      scene,
      { name: '苏晚', phone: own, withPhone: true },
      '苏晚 is in the mini-program with the phone that she has today',
    )
    await hadItLastYear(scene, { old, first })
    const second = await visitShop(
      scene,
      { name: '程野', phone: old, withPhone: true },
      '程野 has got her old number from the operator and lets the mini-program have it',
    )
    await bothKeepTheirs(scene, { old, own, first, second })
  },
}

const PAID_FEN = 5_800
const LAST_YEAR = 420
type Numbers = Readonly<{ old: string; own: string; first: Visitor; second: Visitor }>

const hadItLastYear = ({ system, step }: Scene, { old, first }: Pick<Numbers, 'old' | 'first'>) =>
  step('The till’s books of last year tell her old number and an order by it', {
    act: async () => {
      const { openid, appid } = first
      await system.open.sendEvents([
        identified({ openid, appid, phone: old, phoneVerified: true }, daysAgo(LAST_YEAR)),
        paidAtTill(
          { openid, appid, phone: old, phoneVerified: true },
          PAID_FEN,
          daysAgo(LAST_YEAR - 1),
        ),
      ])
      await system.open.drain()
    },
    see: async (_nothing, tell) => {
      const customer = await seeOwner(system, { phone: old })
      must(customer.customerId === first.customerId, 'the number is not hers')
      must(customer.metrics.ordersPaid === 1, `${customer.metrics.ordersPaid} orders`)
      tell.written(customerText(customer))
    },
  })

const bothKeepTheirs = ({ system, step }: Scene, { old, own, first, second }: Numbers) =>
  step('Each keeps openid, orders and numbers; the old number counts as moved', {
    act: async () => {
      await system.open.sendEvents([
        paidAtTill(
          { openid: second.openid, appid: second.appid, phone: old, phoneVerified: true },
          PAID_FEN / 2,
          minutesAgo(1),
        ),
      ])
      await system.open.drain()
    },
    see: async (_nothing, tell) => {
      const [her, him] = await Promise.all(
        [first, second].map(({ openid, appid }) => seeOwner(system, { openid, appid })),
      )
      must(her?.customerId === first.customerId, 'her openid was moved')
      must(him?.customerId === second.customerId, 'his openid was moved')
      must(her.metrics.netFen === PAID_FEN, `she has ${her.metrics.netFen} fen`)
      must(him.metrics.netFen === PAID_FEN / 2, `he has ${him.metrics.netFen} fen`)
      must((await seeOwner(system, { phone: own })).customerId === her.customerId, 'she lost hers')
      const { nodes } = await system.console.identity(him.customerId)
      must(
        nodes.some((node) => node.type === 'phone' && node.isMoved),
        'no phone counts as moved',
      )
      tell.written(`${customerText(her)} | ${customerText(him)}`)
    },
  })
