import type { Db } from '../../platform/mongo/index.js'
import {
  SOURCE_WORDS,
  type ErasedPerson,
  type Erasing,
  type ExportPart,
  type PersonalDataHolder,
} from '../../platform/personal-data/index.js'
import { consentCollection } from './consents.model.js'
import type { IdentifierKey } from './identifier.domain.js'
import type { FactScope } from './fact-scope.domain.js'
import { identityCollections } from './identity.model.js'
import { decisionCollection } from './resolution/decisions.model.js'
import { SYSTEM_ID } from './resolution/fix-shared.repository.js'
import { reviewCollections } from './resolution/reviews.model.js'
import { forgetSamples } from './rules/rules.repository.js'
import { entriesOf } from './timeline.repository.js'
import { timelineCollection } from './timeline.model.js'

const MAX_ROWS = 5_000
const MAX_TIME_MS = 10_000
const CONSENT_ACTS = { given: '同意', withdrawn: '撤回' } as const

/** Timeline, consents and evidence of one person. Who the identifiers belong to, erase-identity.repository.ts takes away. */
export function customersPersonalData(db: Db): PersonalDataHolder {
  const timeline = timelineCollection(db)
  const consents = consentCollection(db)
  const { evidence } = identityCollections(db)
  const decisions = decisionCollection(db)
  const { reviews, pending } = reviewCollections(db)
  const options = { limit: MAX_ROWS + 1, maxTimeMS: MAX_TIME_MS }

  async function timelinePart(scope: FactScope): Promise<ExportPart> {
    const found = await timeline
      .find(entriesOf(scope), { ...options, sort: { at: -1, _id: -1 } })
      .toArray()
    const rows = found.slice(0, MAX_ROWS).map(({ at, type, source, summary, data }) => ({
      at: at.toISOString(),
      type,
      source,
      summary,
      data: JSON.stringify(data),
    }))
    const columns = [
      { field: 'at', title: '时间', kind: 'time' },
      { field: 'summary', title: '发生了什么', kind: 'text' },
      { field: 'source', title: '来源', kind: 'text', words: SOURCE_WORDS },
      { field: 'type', title: '类型', kind: 'text' },
      { field: 'data', title: '内容', kind: 'text' },
    ] as const
    return { name: 'timeline', title: '动态', columns, rows, isCapped: found.length > MAX_ROWS }
  }

  async function consentPart(identifierKey: { $in: IdentifierKey[] }): Promise<ExportPart> {
    const found = await consents
      .find({ identifierKey }, { ...options, sort: { identifierKey: 1, number: -1 } })
      .toArray()
    const rows = found.slice(0, MAX_ROWS).map(({ at, act, version, text }) => ({
      at: at.toISOString(),
      act: CONSENT_ACTS[act],
      version: version ?? null,
      text: text ?? null,
    }))
    const columns = [
      { field: 'at', title: '时间', kind: 'time' },
      { field: 'act', title: '同意或撤回', kind: 'text' },
      { field: 'version', title: '版本', kind: 'text' },
      { field: 'text', title: '当时的文字', kind: 'text' },
    ] as const
    return {
      ...{ name: 'consents', title: '手机号授权', columns, rows },
      isCapped: found.length > MAX_ROWS,
    }
  }

  /** Observations of this person lose its identifiers; with fewer than two left they show nothing and go. */
  async function eraseEvidence(keys: readonly IdentifierKey[], erasing: Erasing) {
    const { tx: session, limit } = erasing
    const recorded = { 'identifiers.key': { $in: [...keys] } }
    const found = await evidence.find(recorded, { session, limit }).toArray()
    const gone = new Set<string>(keys)
    const operations = found.map(({ _id, identifiers }) => {
      const left = identifiers.filter(({ key }) => !gone.has(key))
      return left.length < 2
        ? { deleteOne: { filter: { _id } } }
        : { updateOne: { filter: { _id }, update: { $set: { identifiers: left } } } }
    })
    if (operations.length > 0) {
      await evidence.bulkWrite(operations, { session })
    }
    return operations.length
  }

  /** What operators have said about this person goes; what fixes phones and cards for those who stay was said by nobody. */
  async function eraseWords(keys: readonly IdentifierKey[], { tx: session, limit }: Erasing) {
    const named = { keys: { $in: [...keys] } }
    const bySomebody = { ...named, 'actor.operatorId': { $ne: SYSTEM_ID } }
    const found = await decisions.find(bySomebody, { session, limit }).toArray()
    const [retracted, others] = [true, false].map((is) =>
      found.filter(({ word }) => (word.kind === 'retract') === is).map(({ _id }) => _id),
    )
    // What others were seen with in the same event stays retracted.
    const gone = { $pullAll: { keys: [...keys] } }
    await decisions.updateMany({ _id: { $in: retracted ?? [] } }, gone, { session })
    await decisions.deleteMany({ _id: { $in: others ?? [] } }, { session })
    const open = await reviews.deleteMany(named, { session })
    const waiting = await pending.updateMany(named, gone, { session })
    const met = { met: { $in: [...keys] } }
    const around = await pending.updateMany(met, { $pullAll: { met: [...keys] } }, { session })
    const cleared = waiting.modifiedCount + around.modifiedCount
    return found.length + open.deletedCount + cleared
  }

  async function eraseRows(person: ErasedPerson, { tx: session, limit }: Erasing) {
    const identifierKey = { $in: [...person.tombstones.keys()] as IdentifierKey[] }
    const seen = { identifierKey }
    const options = { session, limit, projection: { _id: 1 } } as const
    const [entries, acts] = [
      await timeline.find(seen, options).toArray(),
      await consents.find(seen, options).toArray(),
    ]
    const idsOf = (found: readonly { _id: string }[]) => ({
      _id: { $in: found.map(({ _id }) => _id) },
    })
    await timeline.deleteMany(idsOf(entries), { session })
    await consents.deleteMany(idsOf(acts), { session })
    return entries.length + acts.length
  }

  return {
    name: 'customers',
    async exportFor(scope) {
      const identifierKey = { $in: scope.keys as IdentifierKey[] }
      return [await timelinePart(scope as FactScope), await consentPart(identifierKey)]
    },
    async eraseFor(person, erasing) {
      const keys = [...person.tombstones.keys()] as IdentifierKey[]
      const rows = await eraseRows(person, erasing)
      const words = await eraseWords(keys, erasing)
      const samples = await forgetSamples(db)(keys, erasing.tx)
      return rows + words + samples + (await eraseEvidence(keys, erasing))
    },
  }
}
