import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import {
  RedeemedView,
  ShopVoucherPage,
  ShopVoucherView,
} from '../../../server/modules/vouchers/vouchers.contract.js'
import { yuanText } from '../../../server/platform/money/index.js'
import type { SystemClients } from '../../clients/system-clients.js'
import { waitUntil } from '../../clients/wait-until.js'
import { must, type Scene, type Story } from '../story.js'
import type { Shop } from './buying.js'
import { inLanes } from './lanes.js'

/** Vouchers sold in advance for three days that pass quickly, and used in stores: what the brand owes grows, then falls. */
export const presaleVoucher: Story = {
  name: 'presale-voucher',
  title:
    'vouchers of ¥600 sold in advance and redeemed in stores: what is owed is exact at every moment',
  async play(scene) {
    const size = scene.size ?? FULL_SIZE
    const sale = await open(scene, size)
    let codes: string[] = []
    for (let day = 1; day <= DAYS; day += 1) {
      const orders = Math.floor((size * day) / DAYS) - Math.floor((size * (day - 1)) / DAYS)
      codes = [...codes, ...(await sellOn(scene, sale, { day, orders }))]
      const used = codes.splice(0, Math.floor(codes.length * USED_A_DAY))
      await redeemOn(scene, sale, { day, codes: used })
      await nightAfter(scene, sale, day)
    }
    await twice(scene, sale, codes)
    await backTo(scene, sale)
    await close(scene, sale)
  },
}

const FULL_SIZE = 10_000
const DAYS = 3
const USED_A_DAY = 0.6
const PRICE_FEN = 60_000
const MOST_BUYERS = 100
const LANES = 48
const DAY_MS = 24 * 60 * 60_000
const STORE = 'PRESALE'
const PAGE = 100
const PAID_MS = 2 * 60_000
/** A generous hour: the full size is thousands of payments through WeChat. */
const LONG_MS = 60 * 60_000

type Buyer = Readonly<{ shop: Shop; seen: Set<string> }>
type Sale = Readonly<{
  buyers: readonly Buyer[]
  productId: string
  skuId: string
  beforeFen: number
  /** The product's clock, in ms: what a log-in counts from. */
  watch(): Promise<number>
  sold: { fen: number }
  redeemed: { fen: number }
}>

/** What is owed to customers for what they have paid in advance, by the books. */
async function owedFen({ console }: SystemClients): Promise<number> {
  const { items, differenceFen } = await console.ledgerAccounts()
  must(differenceFen === 0, `the books are ${differenceFen} fen apart`)
  return items.find(({ account }) => account === 'customer-prepaid')?.balanceFen ?? 0
}

const isOwed = async (system: SystemClients, { beforeFen, sold, redeemed }: Sale) => {
  const [owed, wanted] = [await owedFen(system), beforeFen + sold.fen - redeemed.fen]
  must(owed === wanted, `${yuanText(owed)} owed, not ${yuanText(wanted)}`)
  return yuanText(owed - beforeFen)
}

async function watchOf({ phone, sandbox }: SystemClients): Promise<() => Promise<number>> {
  const { personId } = await sandbox.addPerson({ name: '看表的人' })
  return async () => {
    const { expiresAt } = await phone().logIn(await sandbox.loginCode(personId))
    return Date.parse(expiresAt)
  }
}

const open = ({ system, step }: Scene, size: number) =>
  step('A voucher for two goes on sale, and people come', {
    act: async () => {
      await system.console.saveStore({ storeCode: STORE, name: '预售门店' })
      const { productId, skus } = await system.console.createProduct({
        ...{ name: '双人下午茶预售券', category: '预售', kind: 'voucher', status: 'on-shelf' },
        skus: [
          {
            name: '一份',
            code: `PRE-${randomUUID().slice(0, 8)}`,
            priceFen: PRICE_FEN,
            stock: null,
          },
        ],
        voucher: { validDays: 90, uses: 1, storeCodes: [STORE], atExpiry: 'refund' },
      })
      const names = Array.from({ length: Math.min(MOST_BUYERS, size) }, (_, index) => `客${index}`)
      const buyers = await inLanes(names, LANES, async (name): Promise<Buyer> => {
        const shop = system.phone()
        const { personId } = await system.sandbox.addPerson({ name })
        await shop.logIn(await system.sandbox.loginCode(personId))
        return { shop, seen: new Set() }
      })
      const skuId = skus[0]?.skuId ?? ''
      const beforeFen = await owedFen(system)
      const watch = await watchOf(system)
      return { watch, buyers, productId, skuId, beforeFen, sold: { fen: 0 }, redeemed: { fen: 0 } }
    },
    see: async (sale, tell) => {
      tell.arrived(`POST /api/products, then ${sale.buyers.length} log-ins`)
      tell.written(`valid 90 days in one store, refunded at its end; ${yuanText(PRICE_FEN)} each`)
      return Promise.resolve(sale)
    },
    withinMs: LONG_MS,
  })

/** Everybody buys one after the other; many at a time. Answers the codes. */
const sellOn = (
  { system, step }: Scene,
  sale: Sale,
  { day, orders }: Readonly<{ day: number; orders: number }>,
) =>
  step(`Day ${day}: ${orders} vouchers are bought`, {
    act: async () => {
      const shares = sale.buyers.map((buyer, index) => ({
        buyer,
        count: Math.floor((orders + sale.buyers.length - 1 - index) / sale.buyers.length),
      }))
      await inLanes(shares, LANES, async ({ buyer: { shop }, count }) => {
        for (let bought = 0; bought < count; bought += 1) {
          const items = [{ skuId: sale.skuId, qty: 1 }]
          const { orderId } = await shop.placeOrder({ items, totalFen: PRICE_FEN })
          await system.sandbox.confirmPayment(await shop.pay(orderId))
          await waitUntil(
            async () => must((await shop.order(orderId)).status === 'paid', orderId),
            {
              withinMs: PAID_MS,
            },
          )
        }
      })
      sale.sold.fen += orders * PRICE_FEN
    },
    see: async (_sold, tell) => {
      const owed = await isOwed(system, sale)
      const codes = (await inLanes(sale.buyers, LANES, newCodes)).flat()
      must(codes.length === orders, `${codes.length} of ${orders} codes`)
      tell.arrived(`${orders} orders, paid in WeChat`)
      tell.written(`${codes.length} codes, ${owed} owed to customers`)
      return codes
    },
    withinMs: LONG_MS,
  })

/** The codes that this buyer has got since the last look. Whoever looks again finds the same. */
async function newCodes({ shop, seen }: Buyer): Promise<string[]> {
  const found: { voucherId: string; code: string }[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const path: string = `/vouchers?limit=${PAGE}${cursor === '' ? '' : `&cursor=${cursor}`}`
    const { body } = await shop.send('GET', path, ShopVoucherPage)
    for (const { voucherId } of body.items.filter((one) => !seen.has(one.voucherId))) {
      const one = await shop.send('GET', `/vouchers/${voucherId}`, ShopVoucherView)
      found.push({ voucherId, code: one.body.code ?? '' })
    }
    cursor = body.nextCursor
  }
  found.forEach(({ voucherId }) => seen.add(voucherId))
  return found.map(({ code }) => code)
}

const redeem = ({ open: till }: SystemClients, code: string) =>
  till.send('POST', '/vouchers/redeem', RedeemedView, {
    body: { code, storeCode: STORE, redeemId: randomUUID() },
  })

const redeemOn = (
  { system, step }: Scene,
  sale: Sale,
  { day, codes }: Readonly<{ day: number; codes: readonly string[] }>,
) =>
  step(`Day ${day}: ${codes.length} of them are redeemed at the till`, {
    act: async () => {
      await inLanes(codes, LANES, (code) => redeem(system, code))
      sale.redeemed.fen += codes.length * PRICE_FEN
    },
    see: async (_redeemed, tell) => {
      const owed = await isOwed(system, sale)
      tell.arrived(`${codes.length} × POST /open/v1/vouchers/redeem`)
      tell.written(`the same sum is revenue now; ${owed} still owed`)
    },
    withinMs: LONG_MS,
  })

/** Signatures are good for five minutes: nothing is signed before both clocks say the same. */
const nightAfter = ({ system, step }: Scene, { watch }: Sale, day: number) =>
  step(`Day ${day} ends`, {
    act: async () => {
      const before = await watch()
      await system.sandbox.advanceClock(DAY_MS)
      return before
    },
    see: async (before, tell) => {
      const hasFollowed = (await watch()) - before >= DAY_MS
      must(hasFollowed, 'our clock has not followed yet')
      tell.written('the clock of WeChat, and with it ours, is a day further')
    },
  })

const Refused = z.object({ code: z.string() })

const twice = ({ system, step }: Scene, sale: Sale, codes: readonly string[]) =>
  step('Two tills scan one code in the same moment', {
    act: async () => {
      const accept = { accept: [200, 409] }
      const ask = (redeemId: string) =>
        system.open.send('POST', '/vouchers/redeem', Refused.partial(), {
          ...{ body: { code: codes[0], storeCode: STORE, redeemId }, ...accept },
        })
      const answers = await Promise.all([ask(randomUUID()), ask(randomUUID())])
      sale.redeemed.fen += PRICE_FEN
      return answers
    },
    see: async (answers, tell) => {
      const refused = answers.flatMap(({ body }) => body.code ?? [])
      must(refused.join() === 'voucher-already-redeemed', `refused: ${refused.join()}`)
      tell.arrived('twice POST /open/v1/vouchers/redeem with one code')
      tell.written(
        `one of them redeems it, the other is told so; ${await isOwed(system, sale)} owed`,
      )
    },
  })

/** Somebody gives one back that nobody has used. */
const backTo = ({ system, step }: Scene, sale: Sale) =>
  step('Somebody cannot come and gives an unused voucher back', {
    act: async () => {
      for (const { shop } of sale.buyers) {
        const { body } = await shop.send('GET', `/vouchers?limit=${PAGE}`, ShopVoucherPage)
        const unused = body.items.find(({ mayRefund }) => mayRefund)
        if (unused !== undefined) {
          const { orderId, voucherId } = unused
          await shop.send('POST', `/orders/${orderId}/refund`, z.unknown(), {
            body: { reason: '来不了', voucherIds: [voucherId] },
            headers: { 'idempotency-key': randomUUID() },
          })
          sale.redeemed.fen += PRICE_FEN // no longer owed as a voucher
          return { shop, orderId, voucherId }
        }
      }
      throw new Error('every voucher is used')
    },
    see: async ({ shop, orderId, voucherId }, tell) => {
      const { ownRefunds } = await system.console.order(orderId)
      must(ownRefunds[0]?.state === 'succeeded', `refund: ${ownRefunds[0]?.state}`)
      const { body } = await shop.send('GET', `/vouchers/${voucherId}`, ShopVoucherView)
      must(body.state === 'refunded', `the voucher is ${body.state}`)
      tell.arrived(`POST /mini/v1/orders/${orderId}/refund with one voucher`)
      tell.written(`${yuanText(PRICE_FEN)} back by WeChat; ${await isOwed(system, sale)} owed`)
    },
    withinMs: 60_000,
  })

const close = ({ system, step }: Scene, sale: Sale) =>
  step('The sale is over', {
    act: () =>
      system.console.send('PATCH', `/api/products/${sale.productId}`, z.unknown(), {
        body: { status: 'off-shelf' },
      }),
    see: async (_closed, tell) => {
      const owed = await isOwed(system, sale)
      const soldFen = sale.sold.fen
      tell.written(`${yuanText(soldFen)} sold; ${owed} owed, the rest redeemed or given back`)
    },
  })
