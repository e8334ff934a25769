import { z } from 'zod'
import { openClient, type OpenEvent } from '../../../scripts/clients/open-client.js'
import { freshCard, identified, paidAtTill, TILL } from '../../../scripts/stories/identity/told.js'
import type { House } from '../../support/faults/house.js'
import type { Scenario } from '../../support/faults/scenario.js'
import { OPEN_API_KEY, type Stage } from '../../support/faults/stage.js'
import { sessionsAwake } from './callers.js'

const PHONE_FEN = 250
const APPID = 'wxcrash0000000001'
const HOUR_MS = 60 * 60_000
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS)

async function tell({ url, work }: House, events: readonly OpenEvent[]): Promise<void> {
  await openClient(url, OPEN_API_KEY).sendEvents(events)
  await work()
}

/** Orders and sums of everybody alive, largest first. */
async function livingSums({ db }: Stage): Promise<[number, number][]> {
  const living = await db.collection('customers').find({ state: 'living' }).toArray()
  return living
    .map(({ ordersPaid, paidFen }): [number, number] => [Number(ordersPaid), Number(paidFen)])
    .sort((a, b) => b[1] - a[1])
}

/** Each module above is told once of each merge and split. */
async function toldOf({ db }: Stage): Promise<string[]> {
  const rows = await db.collection('identity_history').find().toArray()
  return rows.map(({ kind }) => String(kind))
}

type Numbers = Readonly<{ phone: string; late: OpenEvent }>

/** A phone with an order is one person's, until another one proves it: it leaves with its order. */
export const lateConflictSplits: Scenario<Numbers> = {
  async given(house) {
    const phone = '13912346021'
    const first = { openid: 'oCrashFirst', appid: APPID, phone, phoneVerified: true }
    await tell(house, [
      identified(first, hoursAgo(3)),
      paidAtTill({ phone, phoneVerified: true }, PHONE_FEN, hoursAgo(2)),
    ])
    const second = { openid: 'oCrashSecond', appid: APPID, phone, phoneVerified: true }
    return { phone, late: identified(second, hoursAgo(1)) }
  },
  begin: (given) => Promise.resolve(given),
  async play(run, { late }) {
    await run.insist(() => ({
      method: 'POST',
      url: '/open/v1/events',
      headers: { authorization: `Bearer ${OPEN_API_KEY}` },
      payload: { events: [late] },
    }))
    await run.work()
    return [`open:${TILL}:${late.id}`]
  },
  async end(_numbers, stage) {
    expect(await livingSums(stage)).toEqual([
      [1, PHONE_FEN],
      [0, 0],
      [0, 0],
    ])
    expect(await toldOf(stage)).toEqual(['split'])
  },
}

type Mixed = Readonly<{ cookie: Record<string, string>; words: unknown; token: string }>

/** A merge by a wrong card is taken back by an operator: both go on with what is theirs. */
export const wrongMergeUndone: Scenario<Mixed> = {
  async given(house) {
    const card = freshCard()
    const person = { openid: 'oCrashMixed', appid: APPID }
    await tell(house, [
      paidAtTill({ memberNo: card }, 600, hoursAgo(4)),
      paidAtTill(person, 100, hoursAgo(3)),
    ])
    await tell(house, [identified({ ...person, memberNo: card }, hoursAgo(2))])
    const desk = await house.console()
    const customers = await desk.customers({ limit: 1 })
    const { items } = await desk.identityHistory(customers.items[0]?.customerId ?? '')
    const { words, token } = await desk.previewUndoOfMerge(items[0]?.historyId ?? '')
    return { cookie: desk.headers(), words, token }
  },
  begin: sessionsAwake,
  async play(run, { cookie, words, token }) {
    const answer = await run.insist(() => ({
      method: 'POST',
      url: '/api/identity/decisions',
      headers: cookie,
      payload: { words, token, reason: '收银员输错了会员号' },
    }))
    z.object({ decisionIds: z.array(z.string()).min(1) }).parse(JSON.parse(answer.body))
    await run.work()
    return []
  },
  async end(_mixed, stage) {
    expect(await livingSums(stage)).toEqual([
      [1, 600],
      [1, 100],
    ])
    expect(await toldOf(stage)).toEqual(['merge', 'split'])
    const { db } = stage
    expect(await db.collection('identity_decisions').countDocuments({ isActive: true })).toBe(1)
    const entries = { action: 'identity.decide' }
    expect(await db.collection('audit_entries').countDocuments(entries)).toBe(1)
  },
}
