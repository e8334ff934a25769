import { setTimeout as pause } from 'node:timers/promises'
import type { Fleet } from './fleet.js'
import { SHORT_LIMITS } from './short-limits.js'

/** A fault: happens, lasts, and is over when it answers. */
export type Fault = Readonly<{
  name: string
  /** How long the load goes on around it. */
  seconds: number
  strike(fleet: Fleet): Promise<void>
}>

/** Longer than any lease of these processes. */
const PAST_LEASE_MS = SHORT_LIMITS.inboxLeaseMs.normal + 1_000
const CLOCK_OFF_MS = 30_000
const CUTS = 4
const BETWEEN_CUTS_MS = 400

/** Every fault of the menu; `npm test` strikes each once, `npm run soak` picks by seed. */
export const FAULTS = {
  'an api and a worker killed with kill -9': {
    seconds: 4,
    async strike(fleet) {
      const victims = [fleet.process('api-1'), fleet.process('worker-1')]
      await Promise.all(victims.map((one) => one.kill()))
      await Promise.all(victims.map((one) => one.start()))
    },
  },
  'every process killed with kill -9': {
    seconds: 4,
    async strike(fleet) {
      await Promise.all(fleet.all.map((one) => one.kill()))
      await Promise.all(fleet.all.map((one) => one.start()))
    },
  },
  'a worker and an api frozen past their leases, then thawed': {
    seconds: 5,
    async strike(fleet) {
      const victims = [fleet.process('api-2'), fleet.process('worker-2')]
      victims.forEach((one) => one.freeze())
      await pause(PAST_LEASE_MS)
      victims.forEach((one) => one.thaw())
    },
  },
  'every connection to the database cut, again and again': {
    seconds: 4,
    async strike(fleet) {
      for (let round = 0; round < CUTS; round += 1) {
        fleet.all.forEach((one) => one.wire.cut())
        await pause(BETWEEN_CUTS_MS)
      }
    },
  },
  'the connections of an api and a worker half-open': {
    seconds: 5,
    async strike(fleet) {
      fleet.process('api-1').wire.silence()
      fleet.process('worker-1').wire.silence()
      await pause(1_000)
    },
  },
  'the database slow by 1 s': slow({ byMs: 1_000, forMs: 4_000 }),
  'the database slow by 6 s': slow({ byMs: 6_000, forMs: 7_000 }),
  'the primary stepping down': {
    seconds: 4,
    strike: (fleet) => fleet.database.stepDown(),
  },
  'the primary killed': {
    seconds: 5,
    async strike(fleet) {
      const member = await fleet.database.killPrimary()
      await pause(1_000)
      await member.restart()
    },
  },
  'the clocks of an api and a worker 30 s off, one fast, one slow': {
    seconds: 4,
    async strike(fleet) {
      const off = [
        { victim: fleet.process('api-2'), clockShiftMs: CLOCK_OFF_MS },
        { victim: fleet.process('worker-2'), clockShiftMs: -CLOCK_OFF_MS },
      ]
      await Promise.all(off.map(({ victim }) => victim.kill()))
      await Promise.all(off.map(({ victim, clockShiftMs }) => victim.start({ clockShiftMs })))
    },
  },
} satisfies Readonly<Record<string, Omit<Fault, 'name'>>>

/** Every answer of the database later by so much, for every process. */
export function slow({
  byMs,
  forMs,
}: Readonly<{ byMs: number; forMs: number }>): Omit<Fault, 'name'> {
  return {
    seconds: Math.ceil(forMs / 1_000) + 2,
    async strike(fleet) {
      fleet.all.forEach((one) => one.wire.delay(byMs))
      await pause(forMs)
      fleet.all.forEach((one) => one.wire.delay(0))
    },
  }
}
