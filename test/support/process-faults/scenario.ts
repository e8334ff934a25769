import { setTimeout as pause } from 'node:timers/promises'
import type { Fault } from './faults.js'
import type { Fleet } from './fleet.js'
import type { Ledger } from './ledger.js'
import { sendLoad, type Shop } from './load.js'
import { planLoad } from './plan.js'
import { brokenPromises } from './promise.js'

/** The load runs so long before the fault. */
const BEFORE_MS = 700

export type Outcome = Readonly<{ ledger: Ledger; broken: readonly string[] }>

type Options = Readonly<{ fleet: Fleet; shop: Shop; run: string; seed: string }>

/** One fault in the middle of an open-loop load, and whether the promise was kept. */
export async function faultUnderLoad(
  { seconds, strike }: Omit<Fault, 'name'>,
  { fleet, shop, run, seed }: Options,
): Promise<Outcome> {
  const plan = planLoad({ run, seed, seconds, shoppers: shop.shoppers.length })
  const load = sendLoad(fleet, shop, plan)
  await pause(BEFORE_MS)
  await strike(fleet)
  const ledger = await load
  return { ledger, broken: await brokenPromises(fleet, ledger) }
}
