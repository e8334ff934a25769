import { z } from 'zod'
import { eventOf, newSource } from '../../open-api/till.js'
import type { Headers, House } from '../house.js'
import { fresh, json, post, type Deeds } from './deed.js'

const newBlocked = () => ({
  type: 'member_no',
  value: `M-${fresh()}`,
  scope: 'pos-1',
  reason: 'test',
})

const Shown = z.object({ words: z.array(z.unknown()), token: z.string() })

/** That two customers are one person, as it was previewed. */
async function sameness(house: House, admin: Headers) {
  const { system } = house
  const source = newSource()
  const cards = ['A', 'B'].map((memberNo) => eventOf({ source, identifiers: { memberNo } }))
  await system.openApi().sendEvents(cards)
  await system.drain()
  const words = [{ kind: 'same', a: `member_no:${source}:A`, b: `member_no:${source}:B` }]
  const shown = await post(house, admin, json('/api/identity/previews', { words }), Shown)
  return json('/api/identity/decisions', { ...shown, reason: 'one till twice' })
}

async function decision(house: House, admin: Headers): Promise<string> {
  const Made = z.object({ decisionIds: z.array(z.string()) })
  const { decisionIds } = await post(house, admin, await sameness(house, admin), Made)
  return decisionIds[0] ?? 'none'
}

/** A difference about somebody that waits for an operator. */
async function waiting({ system }: House): Promise<string> {
  const source = newSource()
  await system.openApi().sendEvents([eventOf({ source, identifiers: { memberNo: 'A' } })])
  await system.drain()
  const row = { _id: `pnd_${fresh()}`, keys: [`member_no:${source}:A`], why: 'too-many-merges' }
  const rows = system.deps.db.collection<typeof row & { at: Date }>('identity_pending')
  await rows.insertOne({ ...row, at: new Date() })
  return row._id
}

const REVIEWS = '/api/identity/reviews'

/** Two people of WeChat who have both proved one phone. */
async function contradiction(house: House, admin: Headers) {
  const { system } = house
  const phone = `136${String(Date.now()).slice(-8)}`
  for (const name of ['小满', '小寒']) {
    const { personId } = await system.control.addPerson({ name })
    const { externalUserid } = await system.control.scan({ personId, userid: 'zhangsan' })
    await system.drain()
    const identifiers = { externalUserid, phone, phoneVerified: true }
    await system.openApi().sendEvents([eventOf({ source: newSource(), identifiers })])
  }
  await system.drain()
  const read = async <Shape extends z.ZodType>(url: string, shape: Shape) =>
    shape.parse((await house.ask('GET', url, { headers: admin })).json())
  const Queue = z.object({ items: z.array(z.object({ reviewId: z.string(), title: z.string() })) })
  const { items } = await read(`${REVIEWS}?limit=100`, Queue)
  const { reviewId } = items.find(({ title }) => title.includes(phone.slice(-4))) ?? {}
  const Marked = z.object({ reviewId: z.string(), evidence: z.string() })
  return read(`${REVIEWS}/${reviewId}`, Marked)
}

/** Who is who, by the word of an operator. */
export const IDENTITY_DEEDS: Deeds = {
  'POST /api/identity/blocked': {
    ...{ action: 'blocked-value.add', subject: 'blocked-value', tells: 'new' },
    prepare: () => {
      const body = newBlocked()
      return json('/api/identity/blocked', body, { subjectId: `member_no:pos-1:${body.value}` })
    },
  },
  'POST /api/identity/blocked/:key/removal': {
    ...{ action: 'blocked-value.remove', subject: 'blocked-value', tells: 'change' },
    prepare: async (house, admin) => {
      const Made = z.object({ key: z.string() })
      const { key } = await post(house, admin, json('/api/identity/blocked', newBlocked()), Made)
      const url = `/api/identity/blocked/${encodeURIComponent(key)}/removal`
      return json(url, { reason: 'mistaken' }, { subjectId: key })
    },
  },
  'POST /api/identity/decisions': {
    ...{ action: 'identity.decide', subject: 'identity-decision', tells: 'new' },
    prepare: sameness,
  },
  'POST /api/identity/decisions/:decisionId/undo': {
    ...{ action: 'identity.undo-decision', subject: 'identity-decision', tells: 'change' },
    prepare: async (house, admin) => {
      const subjectId = await decision(house, admin)
      const url = `/api/identity/decisions/${subjectId}/undo`
      const { token } = await post(house, admin, { url: `${url}/preview` }, Shown)
      return json(url, { token, reason: 'mistaken' }, { subjectId })
    },
  },
  'POST /api/identity/pending/:pendingId/apply': {
    ...{ action: 'identity.let-through', subject: 'identity-pending', tells: 'change' },
    prepare: async (house) => {
      const subjectId = await waiting(house)
      return json(`/api/identity/pending/${subjectId}/apply`, { reason: 'seen' }, { subjectId })
    },
  },
  'POST /api/identity/reviews/:reviewId/aside': {
    ...{ action: 'identity.review-aside', subject: 'identity-review', tells: 'change' },
    prepare: async (house, admin) => {
      const { reviewId, evidence } = await contradiction(house, admin)
      const body = { evidence, reason: 'nobody can tell yet' }
      return json(`${REVIEWS}/${reviewId}/aside`, body, { subjectId: reviewId })
    },
  },
  'POST /api/identity/reviews/:reviewId/take-up': {
    ...{ action: 'identity.review-take-up', subject: 'identity-review', tells: 'change' },
    prepare: async (house, admin) => {
      const { reviewId, evidence } = await contradiction(house, admin)
      const body = { evidence, reason: 'nobody can tell yet' }
      const aside = { headers: admin, payload: body }
      expect(await house.ask('POST', `${REVIEWS}/${reviewId}/aside`, aside)).toMatchObject({
        statusCode: 204,
      })
      const url = `${REVIEWS}/${reviewId}/take-up`
      return json(url, { reason: 'now they can' }, { subjectId: reviewId })
    },
  },
}
