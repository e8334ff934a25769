import { customerText } from '../look.js'
import { must, type Scene, type Story } from '../story.js'
import { seeOwner, seeWhy, visitShop, type Visitor } from './people.js'
import { freshCard, identified, minutesAgo, paidAtTill } from './told.js'

/** A cashier types the wrong member number: two people become one, an operator sees why, and undoes it. */
export const wrongMergeUndone: Story = {
  name: 'wrong-merge-undone',
  title: 'a wrong merge is explained, undone with a preview, and orders and numbers go back',
  async play(scene) {
    const card = freshCard()
    await holderOrders(scene, card)
    const visitor = await visitShop(scene, { name: '方晴' }, '方晴 uses the mini-program')
    await wrongCard(scene, { card, visitor })
    await whyAreTheyOne(scene, { card, visitor })
    await undone(scene, { card, visitor })
    await staysUndone(scene, { card, visitor })
  },
}

const HOLDER_FEN = 6_600
const VISITOR_FEN = 1_500
const UNDO_REASON = '收银员输错了会员号'
type Mixed = Readonly<{ card: string; visitor: Visitor }>

const cardQuery = (card: string) => ({ member_no: card, source: 'till' })

const holderOrders = ({ system, step }: Scene, card: string) =>
  step(`The holder of card ${card} buys at the till`, {
    act: async () => {
      await system.open.sendEvents([paidAtTill({ memberNo: card }, HOLDER_FEN, minutesAgo(50))])
      await system.open.drain()
    },
    see: async (_nothing, tell) =>
      tell.written(customerText(await seeOwner(system, cardQuery(card)))),
  })

const wrongCard = ({ system, step }: Scene, { card, visitor }: Mixed) =>
  step('A cashier types that card for 方晴’s order: both become one customer', {
    act: async () => {
      const { openid, appid } = visitor
      await system.open.sendEvents([
        identified({ openid, appid, memberNo: card }, minutesAgo(30)),
        paidAtTill({ openid, appid }, VISITOR_FEN, minutesAgo(29)),
      ])
      await system.open.drain()
    },
    see: async (_nothing, tell) => {
      const customer = await seeOwner(system, cardQuery(card))
      must(customer.customerId === visitor.customerId, 'the card is not joined')
      must(customer.metrics.netFen === HOLDER_FEN + VISITOR_FEN, `${customer.metrics.netFen} fen`)
      tell.written(customerText(customer))
    },
  })

const whyAreTheyOne = ({ system, step }: Scene, { visitor }: Mixed) =>
  step('The console says why', {
    act: () => Promise.resolve(),
    see: (_nothing, tell) =>
      seeWhy(system, visitor.customerId, { types: ['member_no', 'openid'], tell }),
  })

const undone = ({ system, step }: Scene, { card, visitor }: Mixed) =>
  step('An operator undoes the merge after a look at what would change', {
    act: async () => {
      const { items } = await system.console.identityHistory(visitor.customerId)
      const merge = items.find(({ kind }) => kind === 'merge')
      must(merge !== undefined, 'no merge is in the history')
      const preview = await system.console.previewUndoOfMerge(merge.historyId)
      must(preview.refused.length === 0, preview.refused.map(({ reason }) => reason).join())
      await system.console.decideIdentity(preview, UNDO_REASON)
      return preview
    },
    see: async (preview, tell) => {
      tell.arrived(`preview: ${preview.before.length} customer now, ${preview.after.length} after`)
      const [holder, her] = await Promise.all([
        seeOwner(system, cardQuery(card)),
        seeOwner(system, { openid: visitor.openid, appid: visitor.appid }),
      ])
      must(holder.customerId !== her.customerId, 'they are still one customer')
      must(holder.metrics.netFen === HOLDER_FEN, `the holder has ${holder.metrics.netFen} fen`)
      must(her.metrics.netFen === VISITOR_FEN, `she has ${her.metrics.netFen} fen`)
      tell.written(`${customerText(holder)} | ${customerText(her)}`)
    },
  })

const staysUndone = ({ system, step }: Scene, { card, visitor }: Mixed) =>
  step('The same mistake again does not bring it back', {
    act: async () => {
      const { openid, appid } = visitor
      await system.open.sendEvents([identified({ openid, appid, memberNo: card }, minutesAgo(1))])
      await system.open.drain()
    },
    see: async (_nothing, tell) => {
      const [holder, her] = await Promise.all([
        seeOwner(system, cardQuery(card)),
        seeOwner(system, { openid: visitor.openid, appid: visitor.appid }),
      ])
      must(holder.customerId !== her.customerId, 'they are one customer again')
      tell.written(`${customerText(holder)} | ${customerText(her)}`)
    },
  })
