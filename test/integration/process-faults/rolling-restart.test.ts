import { startFleet, type Fleet } from '../../support/process-faults/fleet.js'
import { openShop } from '../../support/process-faults/load.js'
import { faultUnderLoad } from '../../support/process-faults/scenario.js'

// Guarantee: a new version, its migration included, replaces the old one process by process while customers go on: nobody
// is refused, what was acknowledged is done, effects once.

const SEED = 4_711
// bounds for a machine that does ten other things; on two idle cores it takes seconds
const START_MS = 180_000
const RESTART_MS = 400_000

let fleet: Fleet

beforeAll(async () => {
  fleet = await startFleet({ members: 1, seed: SEED })
}, START_MS)
afterAll(async () => {
  await fleet?.stop()
}, START_MS)

test(
  'Guarantee: SIGTERM and a newer version, one process after the other, under load',
  async () => {
    const exits: (number | null)[] = []
    const shop = await openShop(fleet)
    const orders = fleet.database.db.collection('orders')
    const ofOldShape = { businessMonth: { $exists: false } }

    const { ledger, broken } = await faultUnderLoad(replaceOneByOne, {
      fleet,
      shop,
      run: 'rolling',
      seed: String(SEED),
    })

    expect(broken).toEqual([])
    expect(exits).toEqual([0, 0, 0, 0])
    // one that no longer listens is passed over; nobody was answered with an error or cut off
    expect({ again: ledger.failedTries, cutOff: fleet.door.broken() }).toEqual({
      again: 0,
      cutOff: 0,
    })
    expect(ledger.events.every(({ isAcknowledged }) => isAcknowledged)).toBe(true)
    expect(ledger.orders.length).toBeGreaterThan(0)
    // the migration ran while old processes went on writing what they know
    const migrations = fleet.database.db.collection<{ _id: string }>('migrations')
    expect(await migrations.findOne({ _id: '9001-orders-business-month' })).not.toBeNull()
    expect(await orders.countDocuments({ businessMonth: { $exists: true } })).toBeGreaterThan(0)
    expect(await orders.countDocuments(ofOldShape)).toBeGreaterThan(0)

    async function replaceOneByOne(system: Fleet): Promise<void> {
      for (const one of system.all) {
        exits.push(await one.terminate())
        await one.start({ version: 'next' })
      }
    }
  },
  RESTART_MS,
)
