import { audit } from '../../../scripts/audit/index.js'
import type { RetractSource } from '../../../server/modules/imports/imports.ports.js'
import {
  ACTOR,
  check,
  NOW,
  run,
  SETTINGS,
  stateOf,
  undo,
  upload,
  useWorkshop,
  valueOf,
} from './workshop.js'
import { MEMBERS, identifierIn, withStore } from './lists.js'

const shop = useWorkshop('_imports_members')
beforeEach(() => shop.empty())

test('a list of members becomes people with card, phone, name and an entry on their timeline', async () => {
  const workshop = await withStore(shop)
  const importId = await upload(workshop, { content: MEMBERS })
  expect(await check(workshop, importId)).toMatchObject({
    status: 'checked',
    check: {
      rows: 4,
      good: 4,
      faulty: 0,
      linking: 2,
      preview: { newMembers: 4, knownMembers: 0, newIdentifiers: 6, contestedPhones: 0 },
    },
  })
  expect(await run(workshop, importId)).toMatchObject({
    status: 'done',
    run: { rows: 4, imported: 4, refused: 0 },
  })
  const card = await identifierIn(shop, { _id: 'member_no:pos-1:C1' })
  expect(card).toMatchObject({ strength: 'verified', source: `import:${importId}`, ordersPaid: 0 })
  const owner = { _id: card?.ownerId as never }
  expect(await shop.db.collection('customers').findOne(owner)).toMatchObject({ name: '林晓' })
  const entry = await shop.db
    .collection('timeline')
    .findOne({ _id: `import:${importId}:2` as never })
  expect(entry).toMatchObject({
    type: 'member.imported',
    source: 'pos-1',
    summary: '会员导入 · C1 · 首次 2021-03-05 · 累计消费 ¥1,234.50',
    data: {
      importId,
      memberNo: 'C1',
      name: '林晓',
      storeCode: 'S001',
      firstOn: '2021-03-05',
      spendFen: 123_450,
    },
  })
  expect(entry).not.toHaveProperty('netFen') // told, not counted
  const evidence = await shop.db.collection('evidence').find().toArray()
  expect(evidence).toHaveLength(3) // the third shows a phone alone
  expect(evidence[0]).toMatchObject({
    _id: `import:${importId}:2`,
    kind: 'import',
    source: `import:${importId}`,
    actor: ACTOR.operatorId,
  })
  expect(await audit(shop.db)).toEqual([])
})

// Guarantee: a phone that the source has not proved suggests only; from a source that nobody vouches for everything does.
test.each([
  [{ isTrusted: true, phonesVerified: true }, 'verified', 'verified'],
  [{ isTrusted: true, phonesVerified: false }, 'verified', 'suggested'],
  [{ isTrusted: false, phonesVerified: false }, 'suggested', 'suggested'],
])('%j: a card is %s, its phone %s', async (settings, card, phone) => {
  const workshop = await withStore(shop)
  const importId = await upload(workshop, { content: MEMBERS })
  await check(workshop, importId, settings)
  await run(workshop, importId)
  expect(await identifierIn(shop, { _id: 'member_no:pos-1:C1' })).toMatchObject({ strength: card })
  expect(await identifierIn(shop, { type: 'phone', phoneTail: '0001' })).toMatchObject({
    strength: phone,
  })
})

test('wrong rows are told with line, column and rule, and hold up no other', async () => {
  const workshop = await withStore(shop)
  const content = [
    '会员号,手机号,姓名,门店,首次消费日期,累计消费',
    'C1,139****0001,林晓,S001,2021-03-05,1',
    'C2,13800138000,,,,',
    'null,undefined,,,,',
    'C3,13912340003,,S404,2027-01-01,-1',
    'C4,13912340004,,,,',
    'C4,13912340005,,,,',
    `C5,,"${'x'.repeat(10_000_000)}",,,`,
    'C6,13912340006,,,,',
  ].join('\n')
  const importId = await upload(workshop, { content })
  expect(await check(workshop, importId)).toMatchObject({
    check: {
      rows: 8,
      good: 2,
      faulty: 6,
      errors: {
        'phone-masked': 1,
        'phone-blocked': 1,
        required: 1,
        'store-unknown': 1,
        'date-in-future': 1,
        'amount-negative': 1,
        'duplicate-row': 1,
        'too-long': 1,
      },
    },
  })
  expect(await workshop.imports.firstFaults(importId)).toEqual([
    { row: 2, column: 1, rule: 'phone-masked' },
    { row: 3, column: 1, rule: 'phone-blocked' },
    { row: 4, column: null, rule: 'required' },
    { row: 5, column: 3, rule: 'store-unknown' },
    { row: 5, column: 4, rule: 'date-in-future' },
    { row: 5, column: 5, rule: 'amount-negative' },
    { row: 7, column: null, rule: 'duplicate-row' },
    { row: 8, column: 2, rule: 'too-long' },
  ])
  expect(await run(workshop, importId)).toMatchObject({ run: { imported: 2 } })
  expect(await shop.db.collection('timeline').countDocuments()).toBe(2)
})

// Guarantee: nothing of a file lies about in clear: neither its pieces nor its rows, nor what is told of it.
test('no phone number of a file is stored or told in clear', async () => {
  const workshop = await withStore(shop)
  const importId = await upload(workshop, { content: MEMBERS })
  await check(workshop, importId)
  await run(workshop, importId)
  for (const collection of (await shop.db.db?.collections()) ?? []) {
    const text = JSON.stringify(await collection.find().toArray())
    expect({ in: collection.collectionName, shows: /1391234000\d/.test(text) }).toEqual({
      in: collection.collectionName,
      shows: false,
    })
  }
})

test('a file is removed after its time; what the import did and what was wrong stays', async () => {
  const workshop = await withStore(shop)
  const importId = await upload(workshop, { content: `${MEMBERS}\nC9,139****0001` })
  await check(workshop, importId)
  await run(workshop, importId)
  const imports = shop.db.collection('imports')
  await imports.updateOne({ _id: importId as never }, { $set: { forgetAt: NOW } })
  await workshop.forget()
  expect(await shop.db.collection('import_files').countDocuments()).toBe(0)
  const [chunk] = await shop.db.collection('import_chunks').find().toArray()
  expect(chunk).not.toHaveProperty('sealed')
  expect(await imports.findOne({ _id: importId as never })).not.toHaveProperty('sealedSample')
  expect(await workshop.imports.firstFaults(importId)).toHaveLength(1)
  expect((await stateOf(workshop, importId)).run.imported).toBe(4)
})

test('the same file with other settings is checked anew', async () => {
  const workshop = await withStore(shop)
  const importId = await upload(workshop, { content: MEMBERS })
  await check(workshop, importId)
  const onlyCards = { ...SETTINGS, mapping: { memberNo: 0 } }
  valueOf(await workshop.imports.check(importId, onlyCards, ACTOR))
  await workshop.work()
  expect(await stateOf(workshop, importId)).toMatchObject({
    check: { rows: 4, good: 3, faulty: 1, linking: 0, errors: { required: 1 } },
    chunkCount: 1,
  })
})

// Guarantee: the preview tells what the run then does, because the same functions say it.
test('the preview tells who is known, who becomes one, and whose phone is somebody else’s', async () => {
  const workshop = await withStore(shop)
  const living = () => shop.db.collection('customers').countDocuments({ state: 'living' })
  const first = await upload(workshop, { content: MEMBERS })
  await check(workshop, first)
  await run(workshop, first)
  const before = await living()
  // known · known and the phone's own customer: one · another card with C1's phone: contested · new
  const content = '会员号,手机号\nC2,\nC3,13912340004\nC8,13912340001\nC9,13912340009\n'
  const second = await upload(workshop, { content })
  const { check: checked } = await check(workshop, second)
  expect(checked.preview).toEqual({
    newMembers: 1,
    knownMembers: 3,
    newIdentifiers: 3,
    contestedPhones: 1,
    joins: 1,
  })
  expect(await living()).toBe(before)
  await run(workshop, second)
  expect(await living()).toBe(before - checked.preview.joins + 2) // C8 and C9
  const phone = await identifierIn(shop, { phoneTail: '0001' })
  expect(phone).toMatchObject({ isShared: true, ownerId: null })
})

// Guarantee: an undo takes facts and counters back by itself and leaves the evidence to identity, named as one source.
test('the undo of a member list removes its entries and has identity retract its source', async () => {
  const asked: Parameters<RetractSource>[] = []
  const retractSource: RetractSource = (...given) => Promise.resolve(void asked.push(given))
  const workshop = shop.open({ retractSource })
  await workshop.stores.upsert([{ storeCode: 'S001', name: '南山店' }])
  const importId = await upload(workshop, { content: MEMBERS })
  await check(workshop, importId)
  await run(workshop, importId)
  expect(await undo(workshop, importId)).toMatchObject({ status: 'undone', undo: { removed: 4 } })
  expect(asked).toEqual([[`import:${importId}`, { actor: ACTOR, reason: '来源错误' }]])
  expect(await shop.db.collection('timeline').countDocuments()).toBe(0)
  expect(await shop.db.collection('evidence').countDocuments()).toBe(3) // never deleted
})
