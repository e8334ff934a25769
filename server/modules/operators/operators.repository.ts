import type { Connection } from 'mongoose'
import type { Id } from '../../platform/ids/index.js'
import { guarded, type Saved, type Tx } from '../../platform/mongo/index.js'
import type { Operator } from './operators.domain.js'
import { operatorModel, type OperatorDocument } from './operators.model.js'

const MAX_MS = 2_000

export type OperatorsRepository = ReturnType<typeof operatorsRepository>
export function operatorsRepository(db: Connection) {
  const operators = operatorModel(db)
  return {
    async find(operatorId: Id<'opr'>): Promise<Operator | null> {
      return operatorOf(await operators.findById(operatorId).lean<OperatorDocument>())
    },

    async findByUsername(username: string): Promise<Operator | null> {
      return operatorOf(await operators.findOne({ username }).lean<OperatorDocument>())
    },

    async findByStaff(staffUserid: string): Promise<Operator | null> {
      return operatorOf(await operators.findOne({ staffUserid }).lean<OperatorDocument>())
    },

    async isEmpty(): Promise<boolean> {
      return (await operators.exists({})) === null
    },

    /**
     * Counts the active admins besides this one and holds them for the transaction: two admins who demote each other
     * at once meet in a write conflict, and the second one counts anew.
     */
    async holdOtherAdmins(operatorId: Id<'opr'>, { tx }: { tx: Tx }): Promise<number> {
      const admins = { role: 'admin', status: 'active', storeCodes: null } as const
      const others = { ...admins, _id: { $ne: operatorId } }
      const held = await operators.updateMany(others, { $inc: { revision: 1 } }, { session: tx })
      return held.matchedCount
    },

    /** Newest first. */
    async page({ beforeId, limit }: { beforeId?: Id<'opr'>; limit: number }): Promise<Operator[]> {
      const filter = beforeId === undefined ? {} : { _id: { $lt: beforeId } }
      const found = operators.find(filter).sort({ _id: -1 }).limit(limit).maxTimeMS(MAX_MS)
      return (await found.lean<OperatorDocument[]>()).map(definedOperator)
    },

    /** Adds the operator; `username-taken` when the name or the staff member has one already. */
    insert(operator: Operator, { tx }: { tx?: Tx } = {}) {
      const { operatorId: _id, ...fields } = operator
      const storeCodes = fields.storeCodes === null ? null : [...fields.storeCodes]
      const options = tx === undefined ? {} : { session: tx }
      const write = operators.create([{ ...fields, storeCodes, _id }], options)
      return guarded(
        write.then(() => ({ matchedCount: 1 })),
        { username: 'username-taken', staffUserid: 'username-taken' },
      )
    },

    /** Writes the operator unless somebody changed it since it was read. */
    save(operator: Operator, { tx }: { tx?: Tx } = {}): Promise<Saved> {
      const { operatorId: _id, revision, ...fields } = operator
      const next = { ...fields, revision: revision + 1 }
      const options = { runValidators: true, ...(tx === undefined ? {} : { session: tx }) }
      return guarded(operators.replaceOne({ _id, revision }, { _id, ...next }, options))
    },
  }
}

function operatorOf(document: OperatorDocument | null): Operator | null {
  return document === null ? null : definedOperator(document)
}

function definedOperator({ _id, ...fields }: OperatorDocument): Operator {
  return { ...fields, operatorId: _id }
}
