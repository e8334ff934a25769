import { customerText } from '../look.js'
import { must, type Scene, type Story } from '../story.js'
import { seeOwner, visitShop, type Visitor } from './people.js'
import { freshPhone, minutesAgo, paidAtTill } from './told.js'

/** Two people of a family prove one phone: it merges nobody, and an operator says whose orders it has. */
export const familyPhone: Story = {
  name: 'family-phone',
  title:
    'a phone that two people of a family prove joins nobody until an operator says whose it is',
  async play(scene) {
    const phone = freshPhone()
    const mother = await visitShop(
      scene,
      { name: '周岚', phone, withPhone: true },
      '周岚 logs in to the mini-program and lets it have her phone',
    )
    await ordersByPhone(scene, { phone, mother })
    const son = await visitShop(
      scene,
      { name: '周小北', phone, withPhone: true },
      '周小北, her son, logs in on his own WeChat with the same phone',
    )
    await isSharedNow(scene, { phone, mother, son })
    await belongsToMother(scene, { phone, mother, son })
  },
}

const PAID_FEN = 3_200
type Family = Readonly<{ phone: string; mother: Visitor; son: Visitor }>

const ordersByPhone = ({ system, step }: Scene, { phone, mother }: Omit<Family, 'son'>) =>
  step('A till tells an order with nothing but the phone: it is hers', {
    act: async () => {
      await system.open.sendEvents([
        paidAtTill({ phone, phoneVerified: true }, PAID_FEN, minutesAgo(5)),
      ])
      await system.open.drain()
    },
    see: async (_nothing, tell) => {
      const customer = await seeOwner(system, { phone })
      must(customer.customerId === mother.customerId, 'the order is not hers')
      must(customer.metrics.ordersPaid === 1, `${customer.metrics.ordersPaid} orders`)
      tell.written(customerText(customer))
    },
  })

const isSharedNow = ({ system, step }: Scene, { phone, mother, son }: Family) =>
  step('They stay two customers; the phone is shared, and its order is neither’s', {
    act: () => system.open.drain(),
    see: async (_stats, tell) => {
      const [her, him] = await Promise.all(
        [mother, son].map(({ openid, appid }) => seeOwner(system, { openid, appid })),
      )
      must(her !== undefined && him !== undefined, 'somebody is gone')
      must(her.customerId !== him.customerId, 'the phone has merged them')
      must(her.metrics.ordersPaid === 0, 'the order is still hers')
      must(
        (await system.open.refusedBy({ phone })) === 'phone-is-shared',
        'the phone is not shared',
      )
      tell.written(`${customerText(her)} | ${customerText(him)}`)
    },
  })

const belongsToMother = ({ system, step }: Scene, { phone, mother, son }: Family) =>
  step('An operator looks at what would change, and says that the phone is hers', {
    act: async () => {
      const { nodes } = await system.console.identity(mother.customerId)
      const shared = nodes.find(({ type }) => type === 'phone')
      const own = nodes.find((node) => node.type === 'openid' && node.ownerId === mother.customerId)
      must(shared !== undefined && own !== undefined, 'the graph does not show phone and openid')
      const word = { kind: 'phone-belongs' as const, phone: shared.key, to: own.key }
      const preview = await system.console.previewIdentity([word])
      must(preview.refused.length === 0, preview.refused.map(({ reason }) => reason).join())
      await system.console.decideIdentity(preview, '本人到店说明，号码是妈妈的')
      return preview
    },
    see: async (preview, tell) => {
      tell.arrived(`preview: ${preview.before.length} customers now, ${preview.after.length} after`)
      const her = await seeOwner(system, { phone })
      must(her.customerId === mother.customerId, 'the phone is not hers')
      must(her.metrics.ordersPaid === 1, 'its order has not come to her')
      const him = await seeOwner(system, { openid: son.openid, appid: son.appid })
      must(him.customerId === son.customerId && him.metrics.ordersPaid === 0, 'he has changed')
      tell.written(`${customerText(her)} | ${customerText(him)}`)
    },
  })
