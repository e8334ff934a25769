import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { audit } from '../../../scripts/audit/index.js'
import { brokenContacts } from './promise-contacts.js'
import { brokenEvents } from './promise-events.js'
import { brokenOrders } from './promise-orders.js'
import type { Fleet } from './fleet.js'
import type { Ledger } from './ledger.js'

/** Leases left behind, pauses of retries, the 18 s in which a welcome is tried again; a busy machine. */
const SETTLED_MS = 120_000
const DRAIN_TURN_MS = 3_000
const SHOWN = 10

/**
 * The promise, whatever has happened in between: what was acknowledged is done, every effect is there exactly once,
 * nothing is left to do, and the audit finds nothing. Answers what is broken; nothing, when it is kept.
 */
export async function brokenPromises(fleet: Fleet, ledger: Ledger): Promise<string[]> {
  const leftOver = await nothingLeft(fleet)
  const broken = [
    ...ledger.wrongAnswers.map((answer) => `answer: ${answer}`),
    ...fleet.all.flatMap((one) => one.unexpectedEnds()),
    ...leftOver,
    ...(await brokenEvents(fleet, ledger)),
    ...(await brokenContacts(fleet, ledger)),
    ...(await brokenOrders(fleet, ledger)),
    ...(await audit(fleet.database.db)).map(
      ({ invariant, subject, detail }) => `audit: ${invariant} ${subject} ${detail}`,
    ),
  ]
  return broken.length > SHOWN
    ? [...broken.slice(0, SHOWN), `and ${broken.length - SHOWN} more`]
    : broken
}

/** Waits until callbacks have arrived and all queues are empty. */
async function nothingLeft({ database, sandbox, open }: Fleet): Promise<string[]> {
  const { db } = database
  const unfinished = { state: { $in: ['pending', 'leased'] } }
  try {
    await waitUntil(() => sandbox.callbacksDelivered(), { withinMs: SETTLED_MS })
    // in short turns: the proxy in front lets nobody wait longer
    await waitUntil(() => open().drain({ withinMs: DRAIN_TURN_MS }), { withinMs: SETTLED_MS })
    await waitUntil(
      async () => {
        const rows = {
          inbox: await db.collection('inbox').countDocuments(unfinished),
          outbox: await db.collection('outbox').countDocuments(unfinished),
          abandonedJobs: await db.collection('jobs').countDocuments({
            token: { $exists: true },
            $expr: { $lt: ['$leasedUntil', '$$NOW'] },
          }),
        }
        if (Object.values(rows).some((count) => count > 0)) {
          throw new Error(`left over: ${JSON.stringify(rows)}`)
        }
      },
      { withinMs: SETTLED_MS },
    )
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
  const dead = { state: { $in: ['dead', 'waiting'] } }
  const [inbox, outbox] = await Promise.all([
    db.collection('inbox').find(dead).limit(SHOWN).toArray(),
    db.collection('outbox').find(dead).limit(SHOWN).toArray(),
  ])
  return [...inbox, ...outbox].map(
    ({ _id, state, reason }) => `${String(_id)} is ${String(state)}: ${String(reason)}`,
  )
}
