import type { InjectOptions } from 'fastify'
import { z } from 'zod'
import { openClient, type OpenEvent } from '../../../scripts/clients/open-client.js'
import { RulesView } from '../../../server/modules/customers/rules/rules.contract.js'
import { RULES_JOB } from '../../../server/modules/customers/rules/rules.jobs.js'
import { ImportDetail, ImportView } from '../../../server/modules/imports/imports.contract.js'
import { WORK_JOB } from '../../../server/modules/imports/imports.jobs.js'
import { ERASE_JOB } from '../../../server/modules/privacy/erasures.service.js'
import { ErasureView } from '../../../server/modules/privacy/privacy.contract.js'
import type { ConsoleClient } from '../../../scripts/clients/console-client.js'
import { freshCard, identified, paidAtTill, TILL } from '../../../scripts/stories/identity/told.js'
import type { Answer } from '../../support/faults/doors.js'
import type { House } from '../../support/faults/house.js'
import type { Scenario } from '../../support/faults/scenario.js'
import { OPEN_API_KEY, type Stage } from '../../support/faults/stage.js'
import { sessionsAwake, untilJobHas } from './callers.js'

const APPID = 'wxcrash0000000001'
const HOUR_MS = 60 * 60_000
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS)

type Cookie = Record<string, string>

async function tell({ url, work }: House, events: readonly OpenEvent[]): Promise<void> {
  await openClient(url, OPEN_API_KEY).sendEvents(events)
  await work()
}

/** A job that an operator's click has asked for, by the product at rest. */
async function worked({ work }: House, { db }: Stage, job: string): Promise<void> {
  const requested = { $set: { isRequested: true } }
  await db.collection<{ _id: string }>('jobs').updateOne({ _id: job }, requested)
  await work()
}

/** Done, or done before by a request whose answer was lost. */
const isDone = ({ status }: Answer): boolean => status < 300 || status === 409

const living = async ({ db }: Stage) =>
  (await db.collection('customers').find({ state: 'living' }).sort({ paidFen: 1 }).toArray()).map(
    ({ ordersPaid, paidFen }): [number, number] => [Number(ordersPaid), Number(paidFen)],
  )

const count = ({ db }: Stage, collection: string, filter: object = {}): Promise<number> =>
  db.collection(collection).countDocuments(filter)

type Tried = Readonly<{ cookie: Cookie; version: number; revision: number }>

const NUMBERS = {
  ...{ maxIdentifiers: 50, maxClaimants: 5, maxPhones: 10 },
  ...{ silenceDays: 90, patientSilenceDays: 365 },
}

async function triedRules(desk: ConsoleClient, house: House, stage: Stage) {
  const sources = [{ source: TILL, isTrusted: false }]
  const body = { numbers: NUMBERS, sources, reason: '收银台的会员号常常输错' }
  const path = '/api/identity/rules'
  const draft = (await desk.send('POST', path, RulesView, { body, accept: [201] })).body
  const trial = { revision: draft.revision }
  await desk.send('POST', `${path}/${draft.version}/trial`, RulesView, { body: trial })
  await worked(house, stage, RULES_JOB)
  return (await desk.send('GET', `${path}/${draft.version}`, RulesView)).body
}

/** What one till said is not believed any more: who was one person by its word alone is two again, with their orders. */
export const changedRulesApplied: Scenario<Tried> = {
  async given(house, stage) {
    const card = freshCard()
    const person = { openid: 'oCrashRules', appid: APPID }
    await tell(house, [
      paidAtTill({ memberNo: card }, 600, hoursAgo(4)),
      paidAtTill(person, 100, hoursAgo(3)),
    ])
    await tell(house, [identified({ ...person, memberNo: card }, hoursAgo(2))])
    expect(await living(stage)).toEqual([[2, 700]])
    const desk = await house.console()
    const { version, revision, trial } = await triedRules(desk, house, stage)
    expect(trial).toMatchObject({ state: 'done', counts: { splits: 1 } })
    return { cookie: desk.headers(), version, revision }
  },
  begin: sessionsAwake,
  async play(run, { cookie, version, revision }, stage) {
    const request: InjectOptions = {
      method: 'POST',
      url: `/api/identity/rules/${version}/application`,
      headers: cookie,
      payload: { revision, reason: '试算过了' },
    }
    await run.insist(() => request, isDone)
    const isActive = async () => (await count(stage, 'identity_rules', { state: 'active' })) === 1
    await untilJobHas(isActive, { run, stage, job: RULES_JOB })
    return []
  },
  async end({ version }, stage) {
    expect(await living(stage)).toEqual([
      [1, 100],
      [1, 600],
    ])
    const kinds = await stage.db.collection('identity_history').find().sort({ at: 1 }).toArray()
    expect(kinds.map(({ kind }) => String(kind))).toEqual(['merge', 'split'])
    const [active] = await stage.db.collection('identity_rules').find().sort({ _id: -1 }).toArray()
    expect(active).toMatchObject({ _id: version, state: 'active' })
    expect(active?.application).toMatchObject({ state: 'done', counts: { visited: 1, splits: 1 } })
    expect(await count(stage, 'audit_entries', { action: 'identity-rules.apply' })).toBe(1)
  },
}

type Checked = Readonly<{ cookie: Cookie; importId: string }>

const MEMBERS = 12
/** The last two share a phone: it is nobody's. */
const phoneOf = (n: number) => `1391234${String(Math.min(n, MEMBERS - 2)).padStart(4, '0')}`
const LIST = `会员号,手机号,姓名\n${Array.from(
  { length: MEMBERS },
  (_, n) => `C${n},${phoneOf(n)},会员${n}`,
).join('\n')}\n`

async function uploaded({ url }: House, desk: ConsoleClient): Promise<string> {
  const form = new FormData()
  form.set('file', new Blob([LIST], { type: 'text/csv' }), '会员.csv')
  const answer = await fetch(`${url}/api/imports?kind=members`, {
    method: 'POST',
    headers: desk.headers(),
    body: form,
  })
  return ImportDetail.parse(await answer.json()).importId
}

/** A list of members becomes customers, each row once. */
export const membersImported: Scenario<Checked> = {
  async given(house, stage) {
    const desk = await house.console()
    const importId = await uploaded(house, desk)
    const { proposal } = (await desk.send('GET', `/api/imports/${importId}`, ImportDetail)).body
    const body = { mapping: proposal, source: 'crm', isTrusted: true, phonesVerified: true }
    const path = `/api/imports/${importId}/check`
    await desk.send('POST', path, ImportView, { body, accept: [202] })
    await worked(house, stage, WORK_JOB)
    expect(await count(stage, 'imports', { status: 'checked' })).toBe(1)
    return { cookie: desk.headers(), importId }
  },
  begin: sessionsAwake,
  async play(run, { cookie, importId }, stage) {
    const request = {
      method: 'POST',
      url: `/api/imports/${importId}/run`,
      headers: cookie,
    } as const
    await run.insist(() => request, isDone)
    const isOver = async () => (await count(stage, 'imports', { status: 'done' })) === 1
    await untilJobHas(isOver, { run, stage, job: WORK_JOB })
    return []
  },
  async end({ importId }, stage) {
    const imports = stage.db.collection<{ _id: string; run: unknown }>('imports')
    const known = await imports.findOne({ _id: importId })
    expect(known?.run).toMatchObject({ rows: MEMBERS, imported: MEMBERS, refused: 0 })
    expect(await living(stage)).toHaveLength(MEMBERS)
    expect(await count(stage, 'evidence')).toBe(MEMBERS)
    expect(await count(stage, 'timeline')).toBe(MEMBERS)
    const shared = { isShared: true, type: 'phone' }
    expect(await count(stage, 'identifiers', shared)).toBe(1)
    expect(await count(stage, 'audit_entries', { action: 'import.run' })).toBe(1)
  },
}

type Known = Readonly<{ cookie: Cookie; customerId: string }>

/** A person with an order wants to be forgotten: nothing names the person any more, the money stays. */
export const personErased: Scenario<Known> = {
  async given(house) {
    const memberNo = freshCard()
    const phone = '13912346022'
    const person = { openid: 'oCrashErased', appid: APPID, phone, phoneVerified: true, memberNo }
    const other = { openid: 'oCrashStays', appid: APPID }
    await tell(house, [
      identified(person, hoursAgo(4)),
      paidAtTill({ memberNo }, 600, hoursAgo(3)),
      paidAtTill(other, 100, hoursAgo(2)),
    ])
    const customerId = await openClient(house.url, OPEN_API_KEY).resolve({
      openid: person.openid,
      appid: APPID,
    })
    const desk = await house.console()
    return { cookie: desk.headers(), customerId: customerId ?? '' }
  },
  begin: sessionsAwake,
  async play(run, { cookie, customerId }, stage) {
    const answer = await run.insist(
      () => ({
        method: 'POST',
        url: `/api/customers/${customerId}/erasures`,
        headers: cookie,
        payload: { confirm: '删除', reason: '本人来电要求' },
      }),
      isDone,
    )
    if (answer.status < 300) {
      ErasureView.parse(JSON.parse(answer.body))
    }
    const isErased = async () => (await count(stage, 'erasures', { state: 'done' })) === 1
    await untilJobHas(isErased, { run, stage, job: ERASE_JOB })
    return []
  },
  async end({ customerId }, stage) {
    expect(await living(stage)).toEqual([[1, 100]])
    expect(await count(stage, 'customers', { _id: customerId })).toBe(0)
    expect(await count(stage, 'orders', { paidFen: 600 })).toBe(1)
    expect(await count(stage, 'erasures')).toBe(1)
    for (const action of ['customer.erase-requested', 'customer.erased']) {
      expect([action, await count(stage, 'audit_entries', { action })]).toEqual([action, 1])
    }
    expect(z.array(z.unknown()).parse(await namesLeft(stage))).toEqual([])
  },
}

/** Where the openid of the person is still written. */
async function namesLeft({ db }: Stage): Promise<string[]> {
  const collections = (await db.db?.collections()) ?? []
  const found = await Promise.all(
    collections.map(async (collection) => {
      const documents = await collection.find().toArray()
      return JSON.stringify(documents).includes('oCrashErased') ? [collection.collectionName] : []
    }),
  )
  return found.flat()
}
