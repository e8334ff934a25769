import { newId, type Id } from '../../../server/platform/ids/index.js'
import { connect, runMigrations, type Db } from '../../../server/platform/mongo/index.js'
import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { testMongoUri } from '../../support/database.js'
import { startOutside, type Outside } from '../integrations/outside.js'
import { onShelf, order } from './ordering.js'
import { openShop, shopMigrations, type Shop } from './shop.js'

const WITHIN_MS = 30_000
const APP = 'sold-out-gate'

let db: Db
let outside: Outside
let shop: Shop
let watching: { stop(): Promise<void> }
const failures: unknown[] = []

beforeAll(async () => {
  const suite = process.env.HUIKE_TEST_SUITE ?? 'jest'
  const dbName = `test_${suite}_${process.env.JEST_WORKER_ID ?? '1'}_gate`
  db = await connect(testMongoUri(), { dbName, appName: APP, monitorCommands: true })
  await db.dropDatabase()
  await runMigrations(db, shopMigrations)
  outside = await startOutside()
  shop = await openShop(db, outside)
  watching = shop.watchPools((error) => failures.push(error))
}, 60_000)
afterAll(async () => {
  await watching.stop()
  await shop.close()
  await outside.close()
  await db.dropDatabase()
  await db.close()
})

const buy = (skuId: Id<'sku'>, key = newId('ord'), openid: string = newId('cus')) =>
  order(shop, openid, { skuId, totalFen: 1680, key })

/** Commands that a request took, without the stream's own. */
async function commandsOf(work: () => Promise<unknown>): Promise<string[]> {
  const names: string[] = []
  const hear = ({ commandName }: { commandName: string }) => void names.push(commandName)
  const client = db.getClient()
  client.on('commandStarted', hear)
  await work()
  client.off('commandStarted', hear)
  return names.filter((name) => name !== 'getMore')
}

/** A SKU of one unit that is sold, and refused from memory. */
async function soldOut() {
  const { skuId } = await onShelf(shop, { stock: 1 })
  const [openid, key] = [newId('cus'), newId('ord')]
  const first = await buy(skuId, key, openid)
  expect(first.status).toBe(201)
  await waitUntil(
    async () => {
      const names = await commandsOf(() => buy(skuId))
      if (names.length > 0) {
        throw new Error(`still read: ${names.join(', ')}`)
      }
    },
    { withinMs: WITHIN_MS },
  )
  return { skuId, openid, key, orderId: first.body.orderId }
}

// Guarantee: refusing a buyer of what is sold out takes no database command.
test('a refused buyer costs no command', async () => {
  const { skuId } = await soldOut()
  const answers: Awaited<ReturnType<typeof buy>>[] = []
  const names = await commandsOf(async () => {
    answers.push(...(await Promise.all(Array.from({ length: 20 }, () => buy(skuId)))))
  })
  expect(names).toEqual([])
  expect(answers.map(({ status, body }) => `${status} ${body.code}`)).toEqual(
    answers.map(() => '409 sold-out'),
  )
})

// Guarantee: the same key is the same order, sold out or not.
test('whoever has ordered it finds the order again under the same key', async () => {
  const { skuId, key, openid, orderId } = await soldOut()
  expect(await buy(skuId, key, openid)).toMatchObject({ status: 201, body: { orderId } })
})

test('a cancelled order opens it again', async () => {
  const { skuId, openid, orderId } = await soldOut()
  const cancelled = await shop.orders.orders.cancel(orderId, `openid:${shop.appid}:${openid}`)
  expect(cancelled.ok).toBe(true)
  await waitUntil(async () => expect((await buy(skuId)).status).toBe(201), { withinMs: WITHIN_MS })
})

// Guarantee: a broken stream opens the gate; it is opened again and the gate works as before.
test('when the stream breaks the buyer is read for again', async () => {
  const { skuId } = await soldOut()
  await db
    .getClient()
    .db('admin')
    .command({
      configureFailPoint: 'failCommand',
      mode: { times: 1 },
      data: { failCommands: ['getMore'], appName: APP, errorCode: 280 }, // cannot be resumed
    })
  await waitUntil(async () => expect(failures).toHaveLength(1), { withinMs: WITHIN_MS })
  expect(await commandsOf(() => buy(skuId))).not.toEqual([])
  await waitUntil(async () => expect(await commandsOf(() => buy(skuId))).toEqual([]), {
    withinMs: WITHIN_MS,
  })
})
