import { randomBytes } from 'node:crypto'
import { allMigrations } from '../../../server/composition/catalogues.js'
import { catalogModule } from '../../../server/modules/catalog/index.js'
import { customersRepository } from '../../../server/modules/customers/customers.repository.js'
import { factsRepository } from '../../../server/modules/customers/facts.repository.js'
import { identifierReader } from '../../../server/modules/customers/identifier-reader.js'
import { identityService } from '../../../server/modules/customers/identity.service.js'
import { orderGuardsRepository } from '../../../server/modules/orders/order-guards.repository.js'
import { ordersRepository } from '../../../server/modules/orders/orders.repository.js'
import { OrderNoted } from '../../../server/modules/orders/orders.events.js'
import { placeOrder } from '../../../server/modules/orders/place-order.js'
import { newOrder } from '../../../server/modules/orders/placing.domain.js'
import { stockTurns } from '../../../server/modules/orders/stock-turns.js'
import { writePlaced } from '../../../server/modules/orders/write-placed.js'
import { paymentsRepository } from '../../../server/modules/payments/payments.repository.js'
import { paymentsService } from '../../../server/modules/payments/payments.service.js'
import { stockModule } from '../../../server/modules/stock/index.js'
import { systemClock } from '../../../server/platform/clock/index.js'
import { blindIndex, piiCipher } from '../../../server/platform/crypto/index.js'
import { newId, type Id } from '../../../server/platform/ids/index.js'
import { connect, runMigrations, transactions } from '../../../server/platform/mongo/index.js'
import { outboxStore, subscribe } from '../../../server/platform/outbox/index.js'
import { withDatabase } from '../stage.js'

const APPID = 'wx-bench'
const PRICE_FEN = 1680
const ACTOR = { operatorId: 'opr_bench', name: 'bench' }
/** More than any bench buys. */
const STOCK = 10_000_000
const SCOPES = { unionidScope: 'main', corpId: 'ww-bench' }

export type Shop = Awaited<ReturnType<typeof openShop>>

/** The services that an order goes through, on a database of their own; WeChat is not asked by any of them. */
export async function openShop(
  mongoUri: string,
  database: string,
  { isMonitored = false }: { isMonitored?: boolean } = {},
) {
  const uri = withDatabase(mongoUri, database)
  const db = await connect(uri, { appName: 'bench', monitorCommands: isMonitored })
  await runMigrations(db, allMigrations)
  const clock = systemClock
  const cipher = piiCipher(new Map([['bench', randomBytes(32)]]))
  const phoneIndex = blindIndex(randomBytes(32))
  const reader = identifierReader({ cipher, phoneIndex, ...SCOPES })
  const inTransaction = transactions(db)
  const told = subscribe('orders.tell-customer', OrderNoted, async () => ({ kind: 'ok' as const }))
  const outbox = outboxStore({ db, cipher, subscribers: () => [told] })
  const audit = { record: async () => undefined }
  const stores = { nameOf: async () => new Map<string, string>() }
  const { catalog } = catalogModule({ db, inTransaction, audit, clock })
  const { stock, products } = stockModule({ db, inTransaction, catalog, audit, stores, clock })
  const payments = paymentsService({
    payments: paymentsRepository(db),
    clock,
    appid: APPID,
    notifyUrl: 'https://bench.invalid',
    gateway: {} as never, // not asked by placing an order
    wechat: {} as never,
  })
  const orders = ordersRepository(db)
  const deps = {
    ...{ catalog, stock, payments, outbox, audit, inTransaction, clock },
    orders,
    turns: stockTurns({ orders }),
    guards: orderGuardsRepository(db),
    identity: identityService({
      ...{ customers: customersRepository(db), facts: factsRepository(db), reader, ...SCOPES },
    }),
    stores,
    // no buyer of the bench has a coupon or has anything sent
    ...{ coupons: {} as never, fees: {} as never, takeFree: async () => undefined, cipher },
  }
  const place = placeOrder(deps)
  const { alone } = writePlaced(deps)

  return {
    db,

    /** SKUs of products of their own, with more units than are bought. */
    async shelve(count: number): Promise<Id<'sku'>[]> {
      const made = Array.from({ length: count }, async () => {
        const sku = { name: '中杯', priceFen: PRICE_FEN, code: newId('sku'), stock: STOCK }
        const draft = { name: '桂花乌龙', category: '茶饮', skus: [sku] } as const
        const product = await products.create(
          { ...draft, kind: 'goods', status: 'on-shelf' },
          ACTOR,
        )
        const [fresh] = product.ok ? product.value.product.skus : []
        if (fresh === undefined) {
          throw new Error('no product was made')
        }
        return fresh.skuId
      })
      return await Promise.all(made)
    },

    /** Somebody new orders one unit, by the service. */
    async buy(skuId: Id<'sku'>): Promise<void> {
      const openid = newId('cus')
      const placed = await place({
        ...{ openid, holder: `openid:${APPID}:${openid}`, idempotencyKey: newId('ord') },
        body: { items: [{ skuId, qty: 1 }], totalFen: PRICE_FEN },
      })
      if (!placed.ok) {
        throw new Error(`not placed: ${placed.code}`)
      }
    },

    /** The same in one transaction of its own, as every order was placed before orders shared one. Throws on conflict. */
    async buyAlone(skuId: Id<'sku'>): Promise<void> {
      const openid = newId('cus')
      const holder = `openid:${APPID}:${openid}` as const
      const body = { items: [{ skuId, qty: 1 }], totalFen: PRICE_FEN }
      await deps.guards.ensureOpen([holder])
      const items = [{ skuId, code: 'bench', name: '桂花乌龙', qty: 1, ...PRICE }]
      const order = newOrder({
        ...{ orderId: newId('ord'), identifierKey: holder, items, totalFen: PRICE_FEN },
        now: clock.now(),
      })
      const lines = [{ skuId, qty: 1, pool: 'main' as const }]
      const key = { idempotencyKey: newId('ord'), among: [holder] }
      await alone({ order, lines, holder, openid, body, ...key })
    },

    close: () => db.close(),
  }
}

const PRICE = { priceFen: PRICE_FEN, amountFen: PRICE_FEN }
