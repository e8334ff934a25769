import { setTimeout as pause } from 'node:timers/promises'
import type { Fault } from './faults.js'
import type { Fleet } from './fleet.js'
import type { Ledger } from './ledger.js'
import { sendLoad, type Shop } from './load.js'
import { planLoad } from './plan.js'
import { brokenPromises } from './promise.js'

/** The load runs so long before the fault and after it. */
const BEFORE_MS = 700
const AFTER_MS = 800
const LONGEST_S = 200

export type Outcome = Readonly<{ ledger: Ledger; broken: readonly string[] }>

type Options = Readonly<{ fleet: Fleet; shop: Shop; run: string; seed: string }>

/** One fault in the middle of an open-loop load, and whether the promise was kept. */
export async function faultUnderLoad(
  fault: Fault,
  { fleet, shop, run, seed }: Options,
): Promise<Outcome> {
  const strike = async () => {
    await pause(BEFORE_MS)
    await fault(fleet)
    await pause(AFTER_MS)
  }
  const plan = planLoad({ run, seed, seconds: LONGEST_S })
  const ledger = await sendLoad(fleet, shop, { plan, until: strike() })
  return { ledger, broken: await brokenPromises(fleet, ledger) }
}
