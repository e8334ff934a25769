import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { randomOf, type Random } from '../../../scripts/demo/random.js'
import { FAULTS, slow, type Fault } from './faults.js'
import { startFleet, type Fleet } from './fleet.js'
import { openShop } from './load.js'
import { faultUnderLoad } from './scenario.js'

// npm run soak -- MINUTES [SEED]: faults picked by seed, one after the other under an open-loop load, and the promise
// after every round. Exit code 1 when it was broken once. The same seed picks the same faults in the same order.

const MEMBERS = 3
const MINUTE_MS = 60_000
const MAX_FAULTS = 3
const BETWEEN_FAULTS_MS = 1_000
const MAX_SEED = 1_000_000

/** The faults of `npm test` and one that takes too long for it. */
const MENU: Readonly<Record<string, Fault>> = {
  ...FAULTS,
  'the database slow by 70 s': slow({ byMs: 70_000, forMs: 75_000 }),
}

const say = (text: string) => process.stdout.write(`${new Date().toISOString()} ${text}\n`)

type Sums = {
  rounds: number
  faults: number
  sent: number
  acknowledged: number
  contacts: number
  orders: number
  violations: number
}

const [minutesText = '', seedText = String(randomInt(MAX_SEED))] = process.argv.slice(2)
const minutes = Number(minutesText)
if (!(minutes > 0)) {
  process.stderr.write('npm run soak -- MINUTES [SEED]\n')
  process.exit(2)
}
say(
  `seed ${seedText}, ${minutes} min: the same again with npm run soak -- ${minutesText} ${seedText}`,
)
const fleet = await startFleet({ members: MEMBERS, seed: Number(seedText) })
try {
  const sums = await soak(fleet)
  say(JSON.stringify(sums))
  process.exitCode = sums.violations === 0 ? 0 : 1
} finally {
  await fleet.stop()
}

async function soak(system: Fleet): Promise<Sums> {
  const random = randomOf(`soak:${seedText}`)
  const shop = await openShop(system)
  const sums: Sums = {
    rounds: 0,
    faults: 0,
    sent: 0,
    acknowledged: 0,
    contacts: 0,
    orders: 0,
    violations: 0,
  }
  for (const untilMs = Date.now() + minutes * MINUTE_MS; Date.now() < untilMs;) {
    sums.rounds += 1
    const names = pickFaults(random)
    sums.faults += names.length
    const { ledger, broken } = await faultUnderLoad(inTurn(names), {
      fleet: system,
      shop,
      run: `s${sums.rounds}`,
      seed: seedText,
    })
    const acknowledged = ledger.events.filter(({ isAcknowledged }) => isAcknowledged).length
    sums.sent += ledger.events.length
    sums.acknowledged += acknowledged
    sums.contacts += ledger.contacts.length
    sums.orders += ledger.orders.length
    sums.violations += broken.length
    say(
      `  round ${sums.rounds}: ${acknowledged} of ${ledger.events.length} events acknowledged, ` +
        `${ledger.contacts.length} contacts, ${ledger.orders.length} orders, ` +
        `${ledger.failedTries} tries repeated, ${broken.length} violations`,
    )
    broken.forEach((violation) => say(`  BROKEN ${violation}`))
    if (broken.length > 0) {
      tellLastLines(system)
    }
  }
  return sums
}

function pickFaults(random: Random): string[] {
  return Array.from({ length: random.int(1, MAX_FAULTS) }, () => random.pick(Object.keys(MENU)))
}

/** One fault after the other, each told with its time. */
function inTurn(names: readonly string[]): Fault {
  return async (system) => {
    for (const name of names) {
      say(name)
      await MENU[name]?.(system)
      await pause(BETWEEN_FAULTS_MS)
    }
  }
}

function tellLastLines(system: Fleet): void {
  for (const { name, lastLines } of system.all) {
    lastLines().forEach((line) => say(`    ${name}: ${line}`))
  }
}
