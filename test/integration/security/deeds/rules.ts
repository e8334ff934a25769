import { z } from 'zod'
import { waitUntil } from '../../../../scripts/clients/wait-until.js'
import type { Headers, House } from '../house.js'
import { json, post, WITHIN, type Deeds } from './deed.js'

const RULES = '/api/identity/rules'
const newRules = () => ({
  numbers: {
    ...{ maxIdentifiers: 50, maxClaimants: 5, maxPhones: 10 },
    ...{ silenceDays: 90, patientSilenceDays: 365 },
  },
  sources: [],
  reason: 'another try',
})
const rulesRows = ({ system }: House) =>
  system.deps.db.collection<{ _id: number; trial: object | null }>('identity_rules')

/** A draft whose dry run is under way or done, while nobody works on it. Answers its revision. */
async function rulesDraft(
  house: House,
  admin: Headers,
  state?: 'running' | 'done',
): Promise<number> {
  const jobs = house.system.deps.db.collection<{ _id: string }>('jobs')
  const lease = { token: 'held', leasedUntil: new Date(Date.now() + 3_600_000) }
  await waitUntil(async () => {
    const free = { _id: 'customers.rules', token: { $in: [null, 'held'] } }
    expect((await jobs.updateOne(free as object, { $set: lease })).matchedCount).toBe(1)
  }, WITHIN)
  await rulesRows(house).deleteMany({})
  const Made = z.object({ revision: z.int() })
  const { revision } = await post(house, admin, json(RULES, newRules()), Made)
  if (state !== undefined) {
    const none = { visited: 0, stays: 0, merges: 0, splits: 0, waits: 0, gone: 0, founded: 0 }
    const actor = { operatorId: 'opr_1', name: '林' }
    const run = { state, cursor: null, total: 0, counts: none, actor, startedAt: new Date() }
    await rulesRows(house).updateOne({ _id: 2 }, { $set: { trial: { ...run, endedAt: null } } })
  }
  return revision
}

/** Rules of identity, from draft to application. */
export const RULES_DEEDS: Deeds = {
  'POST /api/identity/rules': {
    ...{ action: 'identity-rules.draft', subject: 'identity-rules', tells: 'new' },
    prepare: async (house) => {
      await rulesRows(house).deleteMany({})
      return json(RULES, newRules(), { subjectId: '2' })
    },
  },
  'PUT /api/identity/rules/:version': {
    ...{ action: 'identity-rules.edit', subject: 'identity-rules', tells: 'change' },
    prepare: async (house, admin) => {
      const body = { ...newRules(), reason: 'others', revision: await rulesDraft(house, admin) }
      return json(`${RULES}/2`, body, { subjectId: '2' })
    },
  },
  'POST /api/identity/rules/:version/trial': {
    ...{ action: 'identity-rules.try', subject: 'identity-rules', tells: 'change' },
    prepare: async (house, admin) => {
      const revision = await rulesDraft(house, admin)
      return json(`${RULES}/2/trial`, { revision }, { subjectId: '2' })
    },
  },
  'POST /api/identity/rules/:version/discard': {
    ...{ action: 'identity-rules.discard', subject: 'identity-rules', tells: 'change' },
    prepare: async (house, admin) => {
      const revision = await rulesDraft(house, admin)
      return json(`${RULES}/2/discard`, { revision }, { subjectId: '2' })
    },
  },
  'POST /api/identity/rules/:version/stop': {
    ...{ action: 'identity-rules.stop', subject: 'identity-rules', tells: 'change' },
    prepare: async (house, admin) => {
      await rulesDraft(house, admin, 'running')
      return { url: `${RULES}/2/stop`, subjectId: '2' }
    },
  },
  'POST /api/identity/rules/:version/application': {
    ...{ action: 'identity-rules.apply', subject: 'identity-rules', tells: 'change' },
    prepare: async (house, admin) => {
      const revision = await rulesDraft(house, admin, 'done')
      const body = { revision, reason: 'looked at' }
      return json(`${RULES}/2/application`, body, { subjectId: '2' })
    },
  },
}
