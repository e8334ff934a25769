import { customerText } from '../look.js'
import { must, type Scene, type Story } from '../story.js'
import { seeOwner, visitShop, type Visitor } from './people.js'
import { freshPhone, identified, minutesAgo, paidAtTill } from './told.js'

/** Staff sign customers up on the store's tablet: it has everybody's phone, and is nobody's. */
export const storeTablet: Story = {
  name: 'store-tablet',
  title: 'a tablet that has shown the phones of many is a device: it joins nobody with anybody',
  async play(scene) {
    const tablet = await visitShop(
      scene,
      { name: '前台平板' },
      'The tablet of the store is logged in to the mini-program',
    )
    const phones = Array.from({ length: CUSTOMERS }, freshPhone)
    await signsUp(scene, { tablet, phones })
    await staysApart(scene, { tablet, phones })
  },
}

/** More than ten phones make a device. */
const CUSTOMERS = 12
const PAID_FEN = 1_900
type Counter = Readonly<{ tablet: Visitor; phones: readonly string[] }>

const signsUp = ({ system, step }: Scene, { tablet, phones }: Counter) =>
  step(`Staff sign ${CUSTOMERS} customers up on it, each with a phone and an order`, {
    act: async () => {
      const { openid, appid } = tablet
      const events = phones.flatMap((phone, index) => [
        identified({ openid, appid, phone, phoneVerified: true }, minutesAgo(60 - index)),
        paidAtTill({ phone, phoneVerified: true }, PAID_FEN, minutesAgo(40 - index)),
      ])
      const results = await system.open.sendEvents(events)
      await system.open.drain()
      return results.filter(({ status }) => status === 'accepted').length
    },
    see: (accepted, tell) => {
      must(accepted === 2 * CUSTOMERS, `${accepted} events were accepted`)
      tell.arrived(`POST /open/v1/events: ${accepted} events, accepted`)
      return Promise.resolve()
    },
  })

const staysApart = ({ system, step }: Scene, { tablet, phones }: Counter) =>
  step('Each order is its own customer’s, and the tablet has none', {
    act: () => system.open.drain(),
    see: async (_stats, tell) => {
      const device = await seeOwner(system, { openid: tablet.openid, appid: tablet.appid })
      must(device.metrics.ordersPaid === 0, `the tablet has ${device.metrics.ordersPaid} orders`)
      const owners = await Promise.all(phones.map((phone) => seeOwner(system, { phone })))
      const ids = new Set(owners.map(({ customerId }) => customerId))
      must(ids.size === CUSTOMERS && !ids.has(device.customerId), `${ids.size} customers`)
      must(
        owners.every(({ metrics }) => metrics.ordersPaid === 1),
        'somebody has not exactly one order',
      )
      tell.written(`${ids.size} customers with one order each; ${customerText(device)}`)
    },
  })
