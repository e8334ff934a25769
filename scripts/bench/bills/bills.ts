import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { sandboxClient } from '../../clients/sandbox-client.js'
import { postings } from '../../../server/modules/ledger/index.js'
import { businessDay, daysBefore } from '../../../server/platform/days/index.js'
import { connect, type Db } from '../../../server/platform/mongo/index.js'
import { API_NODE_OPTIONS } from '../../../server/node-options.js'
import type { Bench } from '../catalogue.js'
import { figure } from '../figure.js'
import type { Process } from '../process.js'
import { withDatabase } from '../stage.js'
import { secondsOf } from '../statistics.js'

const MIB = 1024 ** 2
const ROWS = { full: 1_000_000, quick: 5_000 } as const
/** A list of a million numbers would take more than this by itself. */
const BAR_MIB = 256
const DAY_OF_BILL = 3
const FILLED_AT_ONCE = 5_000
const SAMPLE_MS = 250
const JOB = 'payments.reconcile-bills'
const DAY_MS = 24 * 3_600_000

type Day = { _id: string; state: string; figures: { matched: number; payments: number } }

/**
 * A day of so many payments that our books have, too, is compared with WeChat's two bills of it by a worker process. The
 * floor downloads the same trade bill and does nothing with it. `--size`: rows.
 */
export const bills: Bench = async (stage) => {
  const rows = stage.size ?? ROWS[stage.isQuick ? 'quick' : 'full']
  const database = stage.freshDatabase('bills')
  const sandbox = sandboxClient(stage.sandboxUrl)
  const day = businessDay(daysBefore(new Date(), DAY_OF_BILL))
  const synthetic = { date: day, rows }
  await sandbox.send('PUT', '/pay/bills/synthetic', z.unknown(), { body: synthetic })
  const db = await connect(withDatabase(stage.mongoUri, database), { appName: 'bench' })
  const worker = await stage.startServer(database, {
    ROLE: 'worker',
    NODE_OPTIONS: API_NODE_OPTIONS, // a small heap: what a day keeps must fit into it
    SANDBOX_URL: stage.sandboxUrl,
  })
  try {
    const { mchId: mchid } = stage.config(database).pay
    await fill(db, { day, rows, mchid, note: stage.note })
    const before = await worker.usage()
    await db
      .collection<{ _id: string }>('jobs')
      .updateOne({ _id: JOB }, { $set: { isRequested: true } })
    const compared = await untilDone(db, { day, worker, note: stage.note })
    if (compared.figures.payments !== rows) {
      throw new Error(`the bill had ${compared.figures.payments} payments and not ${rows}`)
    }
    const floorSeconds = await secondsOf(() => previewed(stage.sandboxUrl, { day, rows }))
    const moreBytes = compared.peakBytes - before.rssBytes
    const rowsOfAll = compared.figures.matched
    return [
      figure({
        name: `rows of both bills, ${rows} payments, compared with the books`,
        value: rowsOfAll / compared.seconds,
        unit: 'rows/s',
        floor: {
          name: 'the trade bill written and sent by the sandbox',
          value: rows / floorSeconds,
        },
      }),
      figure({
        name: 'memory of the worker beyond what it had before, at its peak',
        value: Math.max(0, moreBytes / MIB),
        unit: 'MiB',
        floor: { name: 'memory before', value: before.rssBytes / MIB },
        bar: { of: 'value', atMost: BAR_MIB },
      }),
    ]
  } finally {
    await worker.stop()
    await db.close()
    const none = { date: day, rows: 0 }
    await sandbox.send('PUT', '/pay/bills/synthetic', z.unknown(), { body: none })
  }
}

type Filling = Readonly<{ day: string; rows: number; mchid: string; note(text: string): void }>

/** The books as if every payment of the bill had been told of, as the sandbox numbers them; their sums are made already. */
async function fill(db: Db, { day, rows, mchid, note }: Filling): Promise<void> {
  const from = new Date(`${day}T00:00:00+08:00`).getTime()
  const transferAt = (index: number) => {
    const amountFen = 100 + (index % 9_900)
    const { transferId: _id, ...transfer } = postings.paymentConfirmed({
      paymentId: `pay_${String(index).padStart(22, '0')}`,
      cause: `42009${String(index).padStart(23, '0')}`,
      at: new Date(from + Math.floor((DAY_MS * index) / rows)),
      ...{ mchid, amountFen, settlementFen: amountFen },
    })
    return { ...transfer, _id, isSummed: true }
  }
  for (let start = 0; start < rows; start += FILLED_AT_ONCE) {
    const count = Math.min(FILLED_AT_ONCE, rows - start)
    const transfers = Array.from({ length: count }, (_, index) => transferAt(start + index))
    await db.collection<{ _id: string }>('ledger_transfers').insertMany(transfers)
  }
  note(`bills: ${rows} payments are in the books`)
}

/** Waits for the day, and looks at the process meanwhile. */
async function untilDone(
  db: Db,
  { day, worker, note }: Readonly<{ day: string; worker: Process; note(text: string): void }>,
) {
  const startedAt = performance.now()
  let peakBytes = 0
  for (let round = 0; ; round += 1) {
    peakBytes = Math.max(peakBytes, (await worker.usage()).rssBytes)
    const found = await db.collection<Day>('bill_days').findOne({ _id: day })
    if (found?.state === 'done') {
      const seconds = (performance.now() - startedAt) / 1_000
      return { figures: found.figures, peakBytes, seconds }
    }
    if (round % 40 === 39) {
      note(`bills: ${found?.figures.matched ?? 0} rows agree, ${Math.round(peakBytes / MIB)} MiB`)
    }
    await pause(SAMPLE_MS)
  }
}

/** The trade bill as the sandbox makes it, read to its end. */
async function previewed(
  sandboxUrl: string,
  { day, rows }: Readonly<{ day: string; rows: number }>,
): Promise<void> {
  const answer = await fetch(`${sandboxUrl}/control/pay/bills/preview?date=${day}&limit=${rows}`)
  let sizeBytes = 0
  for await (const part of answer.body ?? []) {
    sizeBytes += (part as Uint8Array).length
  }
  if (!answer.ok || sizeBytes === 0) {
    throw new Error(`the sandbox answered ${answer.status} with ${sizeBytes} bytes`)
  }
}
