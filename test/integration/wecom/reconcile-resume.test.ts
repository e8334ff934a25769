import { platforms } from '../../../server/composition/platforms.js'
import { loadConfig } from '../../../server/config.js'
import { LIMITS } from '../../../server/limits.js'
import { inboxMigrations, inboxModule } from '../../../server/modules/inbox/index.js'
import { identifierReader } from '../../../server/modules/customers/identifier-reader.js'
import { channelCodesRepository } from '../../../server/modules/wecom/channel-codes/channel-codes.repository.js'
import { reconcileContacts } from '../../../server/modules/wecom/contacts/reconcile-contacts.js'
import { relationsRepository } from '../../../server/modules/wecom/contacts/relations.repository.js'
import { wecomMigrations } from '../../../server/modules/wecom/index.js'
import { systemClock } from '../../../server/platform/clock/index.js'
import { piiCipher } from '../../../server/platform/crypto/index.js'
import { defineJob, jobRunner, type JobContext } from '../../../server/platform/jobs/index.js'
import { createMetrics } from '../../../server/platform/metrics/index.js'
import { outboxMigrations, outboxStore } from '../../../server/platform/outbox/index.js'
import {
  reconciliationMigrations,
  roundsRepository,
  runRounds,
} from '../../../server/platform/reconciliation/index.js'
import { wakeSignal } from '../../../server/platform/queue/index.js'
import { createSandbox, serverEnvironment, type Sandbox } from '../../../scripts/sandbox/index.js'
import { sandboxClient } from '../../../scripts/clients/sandbox-client.js'
import { silentLog } from '../../support/app.js'
import { useDatabase } from '../../support/database.js'
import { testEnvironment } from '../../support/environment.js'

const database = useDatabase([
  ...inboxMigrations,
  ...outboxMigrations,
  ...wecomMigrations,
  ...reconciliationMigrations,
])

const { jobLeaseMs: leaseMs } = LIMITS
const CONTACTS = 450
const PAGES = 5
let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 7 })
  const people = Array.from({ length: CONTACTS }, (_, n) => ({ key: `p${n}`, name: `顾客${n}` }))
  const createtime = Math.floor(Date.now() / 1_000) - 1_000
  const contacts = people.map(({ key }) => ({ personKey: key, userid: 'zhangsan', createtime }))
  await sandboxClient(sandbox.url).seed({ people, contacts })
})
afterAll(() => sandbox.close())

/** The real parts that a round of reconciling needs. */
function parts() {
  const { db } = database
  const cipher = piiCipher(new Map([['k1', Buffer.alloc(32, 1)]]))
  const clock = systemClock
  const log = silentLog()
  const keys = serverEnvironment(sandbox.credentials)
  const config = loadConfig(testEnvironment({ ...keys, PAY_PUBLIC_KEY_ID: undefined }))
  const platform = platforms({ config, db, cipher, clock, log, metrics: createMetrics() })
  const outbox = outboxStore({ db, cipher, subscribers: () => [] })
  const wake = { fast: wakeSignal(), normal: wakeSignal() }
  const { inbox } = inboxModule({ db, cipher, clock, outbox, wake, backlogLimit: LIMITS.backlog })
  const reader = identifierReader({
    cipher,
    phoneIndex: (phone) => phone,
    unionidScope: 'main',
    corpId: config.wecom.corpId,
  })
  const relations = relationsRepository(db)
  const codes = channelCodesRepository(db)
  const rounds = roundsRepository(db)
  const reconcile = reconcileContacts({
    platform: platform.background.wecom,
    relations,
    codes,
    inbox,
    reader,
    clock,
    runRound: runRounds({ rounds, clock }),
  })
  return { reconcile, rounds, db, log, clock, close: () => platform.close() }
}

// Failure story 30. Guarantee: a killed round goes on at the page it had come to, and no page is lost or begun anew.
test('given a round that is killed after two pages, then the next one pulls the other three', async () => {
  const { reconcile, rounds, db, log, clock, close } = parts()
  let cursors = 0 // the first says that the round has begun
  let dies = true
  const run = (context: JobContext) =>
    reconcile.run({
      ...context,
      async saveCursor(cursor) {
        await context.saveCursor(cursor)
        cursors += 1
        if (dies && cursors === 3) {
          throw new Error('killed')
        }
      },
    })
  const schedule = { dailyAt: '03:30' }
  const job = defineJob({ name: 'wecom.reconcile-contacts', title: '核对', schedule, run })
  const runner = jobRunner({ db, clock, log, jobs: [job], leaseMs })
  await runner.register()
  const round = async () => {
    await runner.request(job.name)
    await runner.tick()
    return (await runner.list())[0]
  }

  expect(await round()).toMatchObject({ lastOutcome: 'failed' })
  const stored = db.collection('inbox')
  expect(await stored.countDocuments({ type: 'contact.reconciled' })).toBe(200)

  dies = false
  expect(await round()).toMatchObject({
    lastOutcome: 'done',
    lastSummary: `核对了 ${CONTACTS} 位好友：新发现 ${CONTACTS}，有变化 0，已解除 0`,
  })
  expect(await stored.countDocuments({ type: 'contact.reconciled' })).toBe(CONTACTS)
  const calls = await sandboxClient(sandbox.url).calls('batch/get_by_user')
  expect(calls).toHaveLength(PAGES)
  expect(await rounds.list({ limit: 10 })).toMatchObject([
    { subject: 'contacts', state: 'done', seen: CONTACTS, unknown: CONTACTS, repaired: CONTACTS },
  ])
  await close()
})
