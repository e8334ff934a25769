import { invariant } from '../../platform/errors/index.js'
import type { InTransaction } from '../../platform/mongo/index.js'
import type { Chunk, Chunks } from './chunks.repository.js'
import { evidenceSource, rowEventKey, type Import } from './imports.domain.js'
import type { EventGuards, RetractSource, WithdrawFacts, WithdrawOrders } from './imports.ports.js'
import type { ImportRows } from './imports.repository.js'
import { patiently } from './patiently.js'

type Deps = Readonly<{
  imports: ImportRows
  chunks: Chunks
  withdrawFacts: WithdrawFacts
  withdrawOrders: WithdrawOrders
  guards: EventGuards
  retractSource: RetractSource
  inTransaction: InTransaction
}>

/**
 * Takes back what an import in state `undoing` has brought, a chunk at a time: orders that nothing has happened to since,
 * entries of the timeline, what they had added to the counters and whoever is nobody without them; at last its evidence.
 * Goes on where a killed one had come to. Answers false when it was told to stop.
 */
export function undoImport({ imports, chunks, guards, inTransaction, ...deps }: Deps) {
  async function takeBack(known: Import, chunk: Chunk): Promise<Import | null> {
    const { importId, kind, undo } = known
    const { imported, orderIds, n } = chunk
    let next = known
    const saved = await inTransaction({ commitIf: 'saved' }, async (tx) => {
      const taken = kind === 'orders' ? await deps.withdrawOrders(orderIds, tx) : []
      const ids = new Set(taken.map(({ orderId }) => orderId))
      const rows =
        kind === 'orders'
          ? imported.filter((_row, index) => ids.has(orderIds[index] ?? 'ord_'))
          : imported
      const keys = taken.map(({ source, orderNo }) => `order:${source}:${orderNo}`)
      await guards.disappear(keys, tx)
      await deps.withdrawFacts(
        rows.map((row) => rowEventKey(importId, row)),
        { source: evidenceSource(importId), ...becauseOf(known) },
        tx,
      )
      const removed = undo.removed + rows.length
      const kept = undo.kept + imported.length - rows.length
      next = { ...known, cursor: n + 1, undo: { rows: undo.rows + imported.length, removed, kept } }
      return imports.save(next, { tx })
    })
    return saved === 'saved' ? { ...next, revision: next.revision + 1 } : null
  }

  return async (begun: Import, { isStopping }: { isStopping(): boolean }): Promise<boolean> => {
    let known = begun
    for (let n = known.cursor; n < known.chunkCount; n += 1) {
      const chunk = await chunks.outcomeOf(known.importId, n)
      const next = chunk === null ? known : await patiently(() => takeBack(known, chunk))
      if (next === null || isStopping()) {
        return false
      }
      known = next
    }
    await deps.retractSource(evidenceSource(known.importId), becauseOf(known))
    return (await imports.save({ ...known, status: 'undone', undoneAt: new Date() })) === 'saved'
  }
}

function becauseOf({ undoing }: Import) {
  invariant(undoing !== undefined, 'an undo was asked for by somebody')
  const { operatorId, name, reason } = undoing
  return { actor: { operatorId, name }, reason }
}
