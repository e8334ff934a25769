import type { Connection } from 'mongoose'
import { newId, type Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import { auditModel, type AuditDocument } from './audit.model.js'
import type { AuditEntry } from './audit.service.js'

const MAX_MS = 2_000

export type AuditRepository = ReturnType<typeof auditRepository>
export function auditRepository(db: Connection) {
  const entries = auditModel(db)
  return {
    async insert(entry: AuditEntry, { at, tx }: { at: Date; tx?: Tx }): Promise<void> {
      const document = { ...entry, _id: newId('aud'), at }
      await entries.create([document], tx === undefined ? {} : { session: tx })
    },

    async page(query: { beforeId?: Id<'aud'>; subjectId?: string; limit: number }) {
      const { beforeId, subjectId, limit } = query
      const filter = {
        ...(beforeId === undefined ? {} : { _id: { $lt: beforeId } }),
        ...(subjectId === undefined ? {} : { 'subject.id': subjectId }),
      }
      const found = entries.find(filter).sort({ _id: -1 }).limit(limit).maxTimeMS(MAX_MS)
      const documents = await found.lean<AuditDocument[]>()
      return documents.map(({ _id, ...fields }) => ({ auditId: _id, ...fields }))
    },
  }
}
