import { setTimeout as pause } from 'node:timers/promises'
import type { Fleet } from './fleet.js'
import { SHORT_LIMITS } from './short-limits.js'

/** Happens, lasts, and is over when it answers. */
export type Fault = (fleet: Fleet) => Promise<void>

/** Longer than any lease of events and deliveries. */
const PAST_LEASE_MS = SHORT_LIMITS.inboxLeaseMs.normal + 500
const CLOCK_OFF_MS = 30_000
const WRONG_FOR_MS = 1_500
const CUTS = 4
const BETWEEN_CUTS_MS = 400
const HALF_OPEN_MS = 1_000
const AWAY_MS = 1_000

/** Every fault of the menu: `npm test` strikes each once, `npm run soak` picks among them by seed. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  async 'an api and a worker killed with kill -9'(fleet) {
    await killAndRestart([fleet.process('api-1'), fleet.process('worker-1')])
  },

  async 'every process killed with kill -9'(fleet) {
    await killAndRestart(fleet.all)
  },

  async 'an api and a worker frozen past their leases, then thawed'(fleet) {
    const victims = [fleet.process('api-2'), fleet.process('worker-2')]
    victims.forEach((one) => one.freeze())
    await pause(PAST_LEASE_MS)
    victims.forEach((one) => one.thaw())
  },

  async 'every connection to the database cut, again and again'(fleet) {
    for (let round = 0; round < CUTS; round += 1) {
      fleet.all.forEach((one) => one.wire.cut())
      await pause(BETWEEN_CUTS_MS)
    }
  },

  async 'the connections of an api and a worker half-open'(fleet) {
    fleet.process('api-1').wire.silence()
    fleet.process('worker-1').wire.silence()
    await pause(HALF_OPEN_MS)
  },

  'the database slow by 1 s': slow({ byMs: 1_000, forMs: 3_000 }),
  'the database slow by 6 s': slow({ byMs: 6_000, forMs: 7_000 }),
  'the primary stepping down': (fleet) => fleet.database.stepDown(),

  async 'the primary killed'(fleet) {
    const member = await fleet.database.killPrimary()
    await pause(AWAY_MS)
    await member.restart()
  },

  async 'the clocks of an api and a worker 30 s off, one fast, one slow'(fleet) {
    const [fast, slow] = [fleet.process('api-2'), fleet.process('worker-2')]
    await Promise.all([fast.kill(), slow.kill()])
    await Promise.all([
      fast.start({ clockShiftMs: CLOCK_OFF_MS }),
      slow.start({ clockShiftMs: -CLOCK_OFF_MS }),
    ])
    await pause(WRONG_FOR_MS)
    await killAndRestart([fast, slow])
  },
}

/** Every answer of the database later by so much, for every process. */
export function slow({ byMs, forMs }: Readonly<{ byMs: number; forMs: number }>): Fault {
  return async (fleet) => {
    fleet.all.forEach((one) => one.wire.delay(byMs))
    await pause(forMs)
    fleet.all.forEach((one) => one.wire.delay(0))
  }
}

async function killAndRestart(victims: Fleet['all']): Promise<void> {
  await Promise.all(victims.map((one) => one.kill()))
  await Promise.all(victims.map((one) => one.start()))
}
