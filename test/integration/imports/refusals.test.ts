import {
  ACTOR,
  check,
  NOW,
  run,
  SETTINGS,
  stateOf,
  upload,
  useWorkshop,
  valueOf,
} from './workshop.js'
import { MEMBERS } from './lists.js'

const shop = useWorkshop('_imports_refusals')
beforeEach(() => shop.empty())

test('what is stopped goes on where it was, and what is not in a state for it is refused', async () => {
  const workshop = shop.open()
  const lines = Array.from({ length: 3_500 }, (_, n) => `C${n}`)
  const importId = await upload(workshop, { content: `会员号\n${lines.join('\n')}` })
  const { imports } = workshop
  const not = { ok: false, code: 'import-not-in-state' }
  expect(await imports.run(importId, ACTOR)).toMatchObject(not)
  await check(workshop, importId)
  expect(await imports.stop(importId, ACTOR)).toMatchObject(not)
  expect(await imports.undo(importId, 'x', ACTOR)).toMatchObject(not)
  valueOf(await imports.run(importId, ACTOR))
  let asked = 0
  // one batch, as a process that is told to end while it works
  await workshop.work({ isStopping: () => (asked += 1) > 1 })
  expect(await stateOf(workshop, importId)).toMatchObject({
    status: 'running',
    run: { rows: 1_000 },
  })
  valueOf(await imports.stop(importId, ACTOR))
  await workshop.work()
  expect(await stateOf(workshop, importId)).toMatchObject({
    status: 'stopped',
    run: { rows: 1_000 },
  })
  expect(await run(workshop, importId)).toMatchObject({ status: 'done', run: { imported: 3_500 } })
  expect(await shop.db.collection('timeline').countDocuments()).toBe(3_500)
})

test.each([
  ['mapping-invalid', { mapping: { name: 2 } }],
  ['source-reserved', { source: 'huike' }],
  ['settings-invalid', { isTrusted: false, phonesVerified: true }],
  ['settings-invalid', { statedAt: new Date(NOW.getTime() + 1) }],
])('settings are refused with %s: %j', async (code, change) => {
  const workshop = shop.open()
  const importId = await upload(workshop, { content: MEMBERS })
  const given = { ...SETTINGS, mapping: { memberNo: 0 }, ...change }
  expect(await workshop.imports.check(importId, given, ACTOR)).toMatchObject({ ok: false, code })
})

// Guarantee: of a file that is refused nothing stays behind.
test.each([
  ['file-empty', ''],
  ['file-not-a-sheet', '%PDF-1.7'],
  ['file-has-no-head', ',,\n1,2,3\n'],
])('a file is refused with %s', async (code, content) => {
  await expect(upload(shop.open(), { content })).rejects.toThrow(code)
  for (const name of ['imports', 'import_files', 'audit_entries']) {
    expect(await shop.db.collection(name).countDocuments()).toBe(0)
  }
})
