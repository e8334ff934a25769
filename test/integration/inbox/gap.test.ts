import { waitUntil } from '../../../scripts/clients/wait-until.js'
import { gapKeeper, type GapTimes } from '../../../server/modules/inbox/gap.js'
import { gapRepository } from '../../../server/modules/inbox/gap.repository.js'
import { inboxRepository } from '../../../server/modules/inbox/inbox.repository.js'
import { inboxService } from '../../../server/modules/inbox/inbox.service.js'
import { piiCipher } from '../../../server/platform/crypto/index.js'
import { outboxStore } from '../../../server/platform/outbox/index.js'
import { wakeSignal } from '../../../server/platform/queue/index.js'
import { useDatabase } from '../../support/database.js'
import { event, pipelineMigrations } from './pipeline.js'

const database = useDatabase(pipelineMigrations)
beforeEach(() => database.empty())

const NOW: GapTimes = { startSettleMs: 0, startPauseMs: 0, pauseMs: 0 }
const NEVER_MS = 60 * 60 * 1000
const JOBS = ['wecom.reconcile-contacts', 'payments.reconcile', 'nobody.knows-this']
const KNOWN = JOBS.slice(0, 2)
const WITHIN = { withinMs: 60_000 }
const cipher = piiCipher(new Map([['k1', Buffer.alloc(32, 7)]]))

/** Pulls that were asked for, by any process. */
let asked: string[] = []
beforeEach(() => {
  asked = []
})

/** One process: its intake, and what it remembers of refusals. */
function process({
  times = NOW,
  backlogLimit = 2,
}: { times?: GapTimes; backlogLimit?: number } = {}) {
  const { db } = database
  const gaps = gapRepository(db)
  const rows = inboxRepository({ db, cipher })
  const gap = gapKeeper({
    gaps,
    lastReceivedAt: () => rows.lastReceivedAt(),
    times,
    reconciling: {
      jobs: JOBS,
      request(job) {
        asked.push(...KNOWN.filter((known) => known === job))
        return Promise.resolve(KNOWN.includes(job))
      },
    },
  })
  const outbox = outboxStore({ db, cipher, subscribers: () => [] })
  const wake = { fast: wakeSignal(), normal: wakeSignal() }
  const inbox = inboxService({ inbox: rows, outbox, wake, backlogLimit, gap })
  /** As the callback routes do. */
  const call = (key: string, lane?: 'fast') =>
    inbox.insert(event(key, {}, lane === undefined ? {} : { lane })).catch((error: unknown) => {
      inbox.noteRefusal(error)
      throw error
    })
  return { inbox, rows, gap, gaps, call }
}

const drop = (keys: readonly string[]) =>
  database.db.collection<{ _id: string }>('inbox').deleteMany({ _id: { $in: [...keys] } })

async function overLimit(one: ReturnType<typeof process>): Promise<string[]> {
  const keys = ['a', 'b', 'c']
  await Promise.all(keys.map((key) => one.call(key)))
  await one.inbox.lookAtBacklog()
  return keys
}

// Guarantee: what a refused callback would have told is pulled once the backlog is worked off, once per gap.
test('given a refusal for the backlog, then a pull is asked for once, by one of three processes, when it is worked off', async () => {
  const [one, two, three] = [process(), process(), process()]
  await Promise.all([one, two, three].map(({ inbox }) => inbox.lookAtBacklog())) // they start
  const keys = await overLimit(one)
  await expect(one.call('d')).rejects.toMatchObject({ code: 'backlog-too-long' })
  await one.inbox.lookAtBacklog()
  await two.inbox.lookAtBacklog()
  expect(asked).toEqual([])
  expect(await one.gaps.read()).toMatchObject({ cause: 'backlog', refused: 1 })

  await drop(keys)
  await Promise.all([one, two, three].map(({ inbox }) => inbox.lookAtBacklog()))
  await two.inbox.lookAtBacklog()
  expect(asked).toEqual(KNOWN)
  expect(await one.gaps.read()).toMatchObject({ last: { cause: 'backlog', refused: 1 } })
  expect((await one.gaps.read())?.openedAt).toBeUndefined()
})

// Guarantee: a welcome code lives 20 s and is never refused.
test('an event with a welcome code is taken whatever the backlog', async () => {
  const one = process()
  await overLimit(one)
  await expect(one.call('normal')).rejects.toMatchObject({ code: 'backlog-too-long' })
  expect(await one.call('welcome', 'fast')).toBe('stored')
})

test('given refusals that go on, then nothing is pulled before the first quiet look', async () => {
  const one = process()
  one.gap.refused('store')
  await one.gap.look({ isOverLimit: false })
  one.gap.refused('store')
  one.gap.refused('store')
  await one.gap.look({ isOverLimit: false })
  expect(asked).toEqual([])
  await one.gap.look({ isOverLimit: false })
  expect(asked).toEqual(KNOWN)
  expect(await one.gaps.read()).toMatchObject({ last: { cause: 'store', refused: 3 } })
})

// Guarantee: a process that dies while it closes a gap leaves it to the next one; a refusal in between is not lost.
test('given a process that dies while closing, then another one closes the gap later', async () => {
  const [one, two] = [process(), process()]
  one.gap.refused('store')
  await one.gap.look({ isOverLimit: false })
  expect(await one.gaps.beginClosing()).not.toBeNull() // and is killed
  await two.gap.look({ isOverLimit: false })
  expect(asked).toEqual([])
  await database.db.collection('inbox_gaps').updateOne({}, { $set: { closingUntil: new Date(0) } })
  await two.gap.look({ isOverLimit: false })
  expect(asked).toEqual(KNOWN)
})

test('given a refusal while the gap is being closed, then there is another pull for it', async () => {
  const [one, two] = [process(), process()]
  one.gap.refused('store')
  await one.gap.look({ isOverLimit: false })
  const closing = await one.gaps.beginClosing()
  two.gap.refused('backlog')
  await two.gap.look({ isOverLimit: false })
  expect(closing === null ? null : await one.gaps.close(closing)).toBe(false)
  await two.gap.look({ isOverLimit: false })
  expect(asked).toEqual(KNOWN)
})

describe('at a start', () => {
  test('on a database without any event nothing is missing, and nothing is pulled', async () => {
    await process().inbox.lookAtBacklog()
    expect(asked).toEqual([])
  })

  // Guarantee: what a process missed while it was not there is pulled, however many start at once.
  test('three processes that start together ask for one pull', async () => {
    const times = { ...NOW, startSettleMs: 300 }
    await process().inbox.insert(event('before', {}))
    const all = [process({ times }), process({ times }), process({ times })]
    await waitUntil(async () => {
      await Promise.all(all.map(({ inbox }) => inbox.lookAtBacklog()))
      expect(asked).toEqual(KNOWN)
    }, WITHIN)
    expect(await all[0]?.gaps.read()).toMatchObject({ last: { cause: 'start', refused: 0 } })
  })

  test('a start right after a pull waits for its own until the pause is over, and does not lose it', async () => {
    await process().inbox.insert(event('before', {}))
    await process().inbox.lookAtBacklog()
    expect(asked).toEqual(KNOWN)
    const later = process({ times: { ...NOW, startPauseMs: NEVER_MS } })
    await later.inbox.lookAtBacklog()
    await later.inbox.lookAtBacklog()
    expect(asked).toEqual(KNOWN)
    expect((await later.gaps.read())?.openedAt).toBeInstanceOf(Date)

    const past = new Date(0)
    await database.db.collection('inbox_gaps').updateOne({}, { $set: { notBefore: past } })
    await later.inbox.lookAtBacklog()
    expect(asked).toEqual([...KNOWN, ...KNOWN])
  })
})
