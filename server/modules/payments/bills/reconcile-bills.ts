import type { Clock } from '../../../platform/clock/index.js'
import { AppError } from '../../../platform/errors/index.js'
import type { JobContext } from '../../../platform/jobs/index.js'
import type { InTransaction, Tx } from '../../../platform/mongo/index.js'
import type { Ledger } from '../../ledger/index.js'
import type { Incidents } from '../incidents.repository.js'
import type { PaymentRows } from '../payments.repository.js'
import type { EventInbox } from '../payments.ports.js'
import type { ExternalOutcome, ExternalRefund } from '../refunds/external-refunds.js'
import type { RefundRows } from '../refunds/refunds.repository.js'
import { begun, daysReady, type BillDay, type BillDifference } from './bill-day.domain.js'
import type { Bill, BillGateway } from './bills.ports.js'
import type { BillRows } from './bills.repository.js'
import { compareFlows } from './compare-flows.js'
import { compareTrades, type Compared } from './compare-trades.js'
import { findMissing } from './find-missing.js'
import { plus, transfersOfDay } from './flow-sums.js'

type Deps = Readonly<{
  bills: BillRows
  ledger: Ledger
  payments: Pick<PaymentRows, 'withNumbers'>
  refunds: Pick<RefundRows, 'withIds'>
  incidents: Pick<Incidents, 'add'>
  gateway: BillGateway
  inbox: EventInbox
  recordExternal(refund: ExternalRefund): Promise<ExternalOutcome>
  inTransaction: InTransaction
  clock: Clock
  merchant: Readonly<{ mchid: string; appid: string }>
}>

/** Rows that are compared with one read, and lost at most when the process dies. */
const BATCH = 1_000
/** More than that is no list of differences: it is another shop's bill, or another database. */
const MAX_DIFFERENCES = 5_000
/** What the pipeline repairs is looked after so often: the runner comes back every minute. */
const HALFWAY = 'on the way'

type Stopping = Pick<JobContext, 'isStopping'>

export type ReconcileBills = ReturnType<typeof reconcileBills>

/**
 * WeChat's bills of a business day against payments, refunds and books. Reads them as streams, stores how far it has come
 * with every batch, and goes on there after a stop or a kill; the same day again changes nothing that stands. Fees and
 * withdrawals are posted from the fund flow, once a day and kind. Source: orders-and-money.md 7.
 */
export function reconcileBills(deps: Deps) {
  const { bills, ledger, gateway, incidents, inbox, inTransaction, clock, merchant } = deps
  const trades = compareTrades(deps)
  const flows = compareFlows(deps)
  const missing = findMissing({ ...deps, mchid: merchant.mchid })

  /** Differences, their incidents and how far the day has come: together or not at all. */
  async function keep(
    day: BillDay,
    found: readonly BillDifference[],
    more: (tx: Tx) => Promise<void> = async () => undefined,
  ): Promise<BillDay> {
    const at = clock.now()
    const waiting = found.filter(({ action }) => action === 'incident')
    await inTransaction(async (tx) => {
      await bills.note(found, { at, tx })
      await incidents.add(waiting.map(incidentOf), { at, tx })
      await more(tx)
      await bills.save(day, { tx })
    })
    return day
  }

  /**
   * Sends what mends differences, once these are noted: after a kill in between the batch is compared again, and what is
   * mended by then would look as if it had never been missing.
   */
  async function repair({ differences, repairs = [] }: Compared): Promise<void> {
    if (repairs.length > 0) {
      const noted = differences.filter(({ action }) => action === 'sent')
      await inTransaction((tx) => bills.note(noted, { at: clock.now(), tx }))
    }
    for (const event of repairs) {
      await inbox.insert(event)
    }
  }

  /** Null: it was told to stop, and has stored where it is. */
  async function work<Row>(
    begin: BillDay,
    bill: Bill<Row> | null,
    compare: (rows: readonly Row[], day: BillDay) => Promise<Compared>,
    { isStopping }: Stopping,
  ): Promise<BillDay | null> {
    let day = begin
    let differences = 0
    for await (const rows of batches(bill, day.position)) {
      if (isStopping()) {
        return null
      }
      const compared = await compare(rows, day)
      differences += compared.differences.length
      const figures = plus(day.figures, compared.figures)
      await repair(compared)
      day = { ...day, figures, position: day.position + rows.length }
      await keep(day, compared.differences)
      if (differences > MAX_DIFFERENCES) {
        throw new AppError('bill-not-ours', { detail: `${differences} differences on ${day.day}` })
      }
    }
    return day
  }

  async function end(day: BillDay, found: readonly BillDifference[]): Promise<BillDay> {
    const at = clock.now()
    const posted = transfersOfDay(day)
    const known = await ledger.known(posted.map(({ transferId }) => transferId))
    const done: BillDay = { ...day, state: 'done', phase: 'over', position: 0, endedAt: at }
    return keep(done, found, async (tx) => {
      await ledger.post(
        posted.filter(({ transferId }) => !known.has(transferId)),
        { tx },
      )
      await bills.settleOld(done, { at, tx })
    })
  }

  type Bills = Readonly<{
    trade: Awaited<ReturnType<BillGateway['tradeBill']>>
    flow: Awaited<ReturnType<BillGateway['fundFlowBill']>>
  }>

  async function compareDay(begin: BillDay, { trade, flow }: Bills, stopping: Stopping) {
    const tradeFile = typeof trade === 'string' ? null : trade
    const flowFile = typeof flow === 'string' ? null : flow
    const sums = {
      ...(tradeFile && { tradeSha1: tradeFile.sha1 }),
      ...(flowFile && { flowSha1: flowFile.sha1 }),
    }
    let day: BillDay | null = { ...begin, ...sums }
    if (day.phase === 'trade') {
      day = await work(day, tradeFile, trades, stopping)
      day = day && (await keep({ ...day, phase: 'flow', position: 0 }, []))
    }
    if (day?.phase === 'flow') {
      day = await work(day, flowFile, flows, stopping)
      day = day && (await keep({ ...day, phase: 'missing', position: 0 }, []))
    }
    if (day?.phase !== 'missing') {
      return day
    }
    const left = await missing(day, tradeFile)
    return end({ ...day, figures: plus(day.figures, left.figures) }, left.differences)
  }

  /** Both bills while they are worked with; null where WeChat has none yet. */
  async function withBills(
    wanted: string,
    use: (both: Bills) => Promise<BillDay | null>,
  ): Promise<BillDay | null> {
    const trade = await gateway.tradeBill(wanted)
    try {
      const flow = trade === 'not-yet' ? trade : await gateway.fundFlowBill(wanted)
      try {
        return await use({ trade, flow })
      } finally {
        await (typeof flow === 'string' ? null : flow.close())
      }
    } finally {
      await (typeof trade === 'string' ? null : trade.close())
    }
  }

  async function day(wanted: string, stopping: Stopping): Promise<BillDay | null> {
    const before = await bills.find(wanted)
    const about = { day: wanted, mchid: merchant.mchid }
    return withBills(wanted, async (both) => {
      const { trade, flow } = both
      const sha1 = typeof trade === 'string' ? undefined : trade.sha1
      // another bill than the one that was begun with is another day's work
      const isSame = before?.state === 'running' && before.tradeSha1 === sha1
      const begin = isSame ? before : begun(before, about, clock.now())
      if (trade === 'not-yet' || flow === 'not-yet') {
        await bills.save({ ...begin, state: 'waiting', run: begin.run - 1 })
        return null
      }
      return compareDay(begin, both, stopping)
    })
  }

  async function due(): Promise<string[]> {
    const ready = daysReady(clock.now())
    const known = await bills.withDays(ready)
    const done = new Set(known.filter(({ state }) => state === 'done').map(({ day: on }) => on))
    const asked = (await bills.underWay()).map(({ day: on }) => on)
    return [...new Set([...ready.filter((on) => !done.has(on)), ...asked])].sort()
  }

  /** What the pipeline has repaired meanwhile; answers how many are still on their way. */
  async function settle(): Promise<number> {
    const open = await bills.sent()
    const ids = open.flatMap(({ transferId }) => (transferId as `trf_${string}` | undefined) ?? [])
    const known = await ledger.known(ids)
    const mended = open.filter(({ transferId = '' }) => known.has(transferId))
    await bills.settle(mended, clock.now())
    return open.length - mended.length
  }

  return {
    day,

    settle,

    /** Every day whose bill is ready and was not compared yet, and those that were asked for. */
    async run(context: JobContext): Promise<string | null> {
      await context.saveCursor(HALFWAY)
      const worked: BillDay[] = []
      let isLeft = false
      for (const wanted of await due()) {
        const done = await day(wanted, context)
        isLeft ||= done === null
        worked.push(...(done === null ? [] : [done]))
        if (context.isStopping()) {
          return null
        }
      }
      const onTheirWay = await settle()
      await context.saveCursor(isLeft || onTheirWay > 0 ? HALFWAY : null)
      return worked.length === 0 ? null : worked.map(sentenceOf).join('；')
    },
  }
}

const sentenceOf = ({ day, figures }: BillDay) =>
  `${day}：付款 ${figures.payments} 笔、退款 ${figures.refunds} 笔`

function incidentOf({ day, subject, note, billFen, about, kind }: BillDifference) {
  return {
    kind: 'bill-difference',
    cause: `${day}:${subject}:${kind}`,
    summary: `${day} 对账：${note}`,
    amountFen: Math.abs(billFen),
    subject: about ?? { type: 'none', id: subject },
  } as const
}

/** The rows from `from` on, as many at a time as are compared with one read. */
async function* batches<Row>(bill: Bill<Row> | null, from: number): AsyncGenerator<Row[]> {
  let position = 0
  let batch: Row[] = []
  if (bill === null) {
    return
  }
  for await (const row of bill.rows()) {
    position += 1
    if (position <= from) {
      continue
    }
    batch.push(row)
    if (batch.length === BATCH) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) {
    yield batch
  }
}
