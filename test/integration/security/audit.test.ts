import { DEEDS, QUESTIONS } from './deeds.js'
import { addressOf, declared, OWN_PAGE, useHouse, type Headers } from './house.js'

const house = useHouse({ suffix: '_audit_trail' })

const PHONE = /(?<!\d)1[3-9]\d{9}(?!\d)/
type Entry = Readonly<{
  _id: string
  actor: { operatorId: string; name: string }
  action: string
  subject: { type: string; id: string }
  before?: unknown
  after?: unknown
}>

const trail = () => house.now.system.deps.db.collection<Entry>('audit_entries')
const idsSoFar = async () => (await trail().find().toArray()).map(({ _id }) => _id)
/** Written by jobs that a deed has asked for, whenever they come to it. */
const LATER = ['identity.retract-source', 'customer.erased']
const entriesBesides = (known: string[]) =>
  trail()
    .find({ _id: { $nin: known }, action: { $nin: LATER } })
    .toArray()

let admin: Headers
beforeAll(async () => {
  admin = await house.now.logIn()
})

// Guarantee: nothing can be changed through a new route without the audit trail being thought of.
test('every changing route of the console stands in the table of deeds', () => {
  const changing = declared(house.now).filter(
    (door) => door.includes(' /api/') && !door.startsWith('GET '),
  )
  expect([...Object.keys(DEEDS), ...QUESTIONS].sort()).toEqual(changing.sort())
})

// Guarantee: what anybody of us did stands in the trail exactly once: who, what, to what, and how it was before.
describe.each(Object.entries(DEEDS))('%s', (door, deed) => {
  const { method, url } = addressOf(door)

  test(`that succeeds leaves one entry ${deed.action}`, async () => {
    const { app } = house.now
    const request = await deed.prepare(house.now, admin)
    const known = await idsSoFar()
    const answer = await app.inject({
      method: method as 'POST',
      url: request.url,
      headers: { ...admin, ...request.headers },
      ...(request.payload === undefined ? {} : { payload: request.payload }),
    })
    const { statusCode, body } = answer
    expect({ body, succeeds: statusCode >= 200 && statusCode < 300 }).toEqual({
      body,
      succeeds: true,
    })
    const entries = await entriesBesides(known)
    expect(entries).toHaveLength(1)
    const [entry] = entries
    expect(entry).toMatchObject({
      actor: { operatorId: expect.stringMatching(/^opr_/) as string },
      action: deed.action,
      subject: { type: deed.subject },
    })
    const isTold = { before: entry?.before !== undefined, after: entry?.after !== undefined }
    const { tells } = deed
    expect(isTold).toEqual({ before: tells === 'change', after: tells !== 'act' })
    expect(entry?.after).not.toEqual(entry?.before ?? null)
    const subjectId = entry?.subject.id ?? ''
    expect(request.subjectId ?? `${answer.body} ${entry?.actor.operatorId}`).toContain(subjectId)
    expect(JSON.stringify(entry)).not.toMatch(PHONE)
    expect(JSON.stringify(entry)).not.toMatch(/scrypt|a-long-password|another-password/)
  })

  test('that is refused leaves none', async () => {
    const known = await idsSoFar()
    const answer = await house.now.ask(method, url, { headers: OWN_PAGE, payload: {} })
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    if (!WITHOUT_NEEDS.includes(door)) {
      const wrong = await house.now.ask(method, url, { headers: admin, payload: { wrong: 1 } })
      expect({ door, refused: wrong.statusCode >= 400 }).toEqual({ door, refused: true })
    }
    expect(await entriesBesides(known)).toEqual([])
  })
})

/** Asked with any body by somebody who may, these do what they do. */
const WITHOUT_NEEDS = ['DELETE /api/session', 'POST /api/reconcile/contacts']

test('a name that is taken and a second log-out leave no entry of their own', async () => {
  const { ask, logIn } = house.now
  const lin = { username: 'lin', password: 'a-long-password' }
  const payload = { ...lin, name: '林', role: 'operator' }
  const create = () => ask('POST', '/api/operators', { headers: admin, payload })
  expect((await create()).statusCode).toBe(201)
  const known = await idsSoFar()
  expect((await create()).statusCode).toBe(409)
  expect(await entriesBesides(known)).toEqual([])
  const headers = await logIn(lin)
  const before = await idsSoFar()
  const leave = () => ask('DELETE', '/api/session', { headers })
  const both = await Promise.all([leave(), leave()])
  expect(both.map(({ statusCode }) => statusCode)).toContain(204)
  const entries = await entriesBesides(before)
  expect(entries).toMatchObject([{ action: 'operator.log-out' }])
})
