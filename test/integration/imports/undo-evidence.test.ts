import { audit } from '../../../scripts/audit/index.js'
import { transactions, type InTransaction } from '../../../server/platform/mongo/index.js'
import { historyView } from '../../../server/modules/customers/deciding/deciding.view.js'
import type { HistoryDocument } from '../../../server/modules/customers/identity.documents.js'
import { ACTOR, check, retraction, run, undo, upload, useWorkshop } from './workshop.js'

const shop = useWorkshop('_undo_evidence')
beforeEach(() => shop.empty())
jest.setTimeout(180_000)

type Identifier = { _id: string; ownerId: string | null; degree: number }

/** Cards by twos share a phone, so that each second line joins two people. */
const LINES = Array.from({ length: 300 }, (_, n) => `C${n},139${String(12_340_000 + (n >> 1))}`)
const MEMBERS = ['会员号,手机号', ...LINES].join('\r\n')
const ONE_OF_EACH = ['会员号', ...LINES.map((line) => line.split(',')[0])].join('\r\n')

async function owners(): Promise<string[]> {
  const rows = await shop.db.collection<Identifier>('identifiers').find().toArray()
  const groups = new Map<string, string[]>()
  for (const { _id, ownerId } of rows.filter((row) => row._id.startsWith('member_no'))) {
    groups.set(ownerId ?? _id, [...(groups.get(ownerId ?? _id) ?? []), _id])
  }
  return [...groups.values()].map((keys) => keys.sort().join(' ')).sort()
}

/** Once in the trail, however many lives it took; and whoever was parted by it says so. */
async function expectTold(importId: string): Promise<void> {
  const trail = shop.db.collection('audit_entries').find({ action: 'identity.retract-source' })
  expect(await trail.toArray()).toMatchObject([
    {
      ...{ actor: ACTOR, reason: '来源错误' },
      subject: { type: 'identity-decision', id: expect.stringMatching(/^dec_/) as unknown },
      after: { source: `import:${importId}`, observations: 300 },
    },
  ])
  const history = await shop.db
    .collection<HistoryDocument>('identity_history')
    .find({ 'cause.source': 'operator' })
    .toArray()
  expect(history.length).toBeGreaterThanOrEqual(150)
  for (const told of history) {
    const named = { key: '', type: 'phone', value: '', scope: '' } as never
    expect(historyView(told, () => named)).toMatchObject({
      ...{ kind: 'split', merged: [], cause: '林的决定：来源错误' },
      decisionId: expect.stringMatching(/^dec_/) as unknown,
    })
  }
}

// Guarantee: the undo of an import leaves no link of it, and nobody joined by it; it goes on where it was killed, and the
// evidence is as it was.
test('members with phones, undone, with a life that ends in the middle', async () => {
  const plain = shop.open()
  const cards = await upload(plain, { content: ONE_OF_EACH })
  await check(plain, cards)
  await run(plain, cards)
  const before = await owners()

  let lives = 0
  const dying: InTransaction = (async (work: never) => {
    lives += 1
    if (lives === 2) {
      throw new Error('this life ends')
    }
    return transactions(shop.db)(work)
  }) as InTransaction
  const workshop = shop.open({ retractSource: retraction(shop.db, dying) })
  const importId = await upload(workshop, { content: MEMBERS })
  await check(workshop, importId)
  await run(workshop, importId)
  const shown = await shop.db.collection('evidence').countDocuments()
  expect(shown).toBe(300)
  expect(await shop.db.collection('links').countDocuments()).toBe(300)

  await undo(workshop, importId).catch(() => undefined)
  await workshop.work()
  expect(await shop.db.collection('imports').findOne({ _id: importId as never })).toMatchObject({
    status: 'undone',
  })
  expect(await shop.db.collection('links').countDocuments()).toBe(0)
  expect(await shop.db.collection('evidence').countDocuments()).toBe(shown)
  expect(await owners()).toEqual(before)
  const degrees = await shop.db.collection<Identifier>('identifiers').distinct('degree')
  expect(degrees).toEqual([0])
  expect(await shop.db.collection('identity_decisions').countDocuments()).toBe(1)
  expect(lives).toBeGreaterThan(4) // the word, the one that ended, and three pages
  await expectTold(importId)
  expect(await audit(shop.db)).toEqual([])
})
