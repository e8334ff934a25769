import { FAULTS } from '../../support/process-faults/faults.js'
import { startFleet, type Fleet } from '../../support/process-faults/fleet.js'
import { openShop, type Shop } from '../../support/process-faults/load.js'
import { faultUnderLoad } from '../../support/process-faults/scenario.js'

// Guarantee: whatever happens to processes, connections, database and clocks, what was acknowledged is done and every
// effect is there exactly once. Two api, two worker, a replica set of three; tills, contacts and buyers go on all the while.

const MEMBERS = 3
const SEED = 20_261_122
// bounds for a machine that does ten other things; on two idle cores a scenario takes seconds
const START_MS = 180_000
const SCENARIO_MS = 400_000

let fleet: Fleet
let shop: Shop

beforeAll(async () => {
  fleet = await startFleet({ members: MEMBERS, seed: SEED })
  shop = await openShop(fleet)
}, START_MS)
afterAll(async () => {
  await fleet?.stop()
}, START_MS)

test.each(Object.entries(FAULTS).map(([name, fault], i) => ({ name, fault, run: `f${i}` })))(
  'Guarantee: $name: acknowledged is done, effects once, nothing left',
  async ({ fault, run }) => {
    const { broken, ledger } = await faultUnderLoad(fault, { fleet, shop, run, seed: String(SEED) })
    expect(broken).toEqual([])
    expect(ledger.events.filter(({ isAcknowledged }) => !isAcknowledged)).toEqual([])
  },
  SCENARIO_MS,
)
