import type { Connection } from 'mongoose'
import type { PiiCipher } from '../../platform/crypto/index.js'
import { invariant } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import { chunkModel, type ChunkDocument } from './imports.model.js'
import type { GoodRow, RowError } from './rows.domain.js'

const MAX_MS = 10_000

export type NewChunk = Readonly<{
  importId: Id<'imp'>
  n: number
  fromRow: number
  toRow: number
  rows: readonly GoodRow[]
  faults: readonly RowError[]
}>
export type Chunk = Omit<ChunkDocument, '_id' | 'sealed'>
type OpenChunk = Readonly<{ toRow: number; rows: readonly GoodRow[] }>
type Outcome = Readonly<{
  imported: readonly number[]
  orderIds: readonly Id<'ord'>[]
  faults: readonly RowError[]
}>

export type Chunks = ReturnType<typeof chunksRepository>

/** What was read of a file, a batch at a time. */
export function chunksRepository(db: Connection, cipher: PiiCipher) {
  const model = chunkModel(db)
  const collection = db.collection<ChunkDocument>(model.collection.collectionName)
  const idOf = (importId: Id<'imp'>, n: number) => `${importId}:${n}`
  return {
    async insert({ rows, faults, ...chunk }: NewChunk, tx: Tx): Promise<void> {
      const document: ChunkDocument = {
        ...chunk,
        _id: idOf(chunk.importId, chunk.n),
        sealed: cipher.encrypt(JSON.stringify(rows)),
        good: rows.length,
        faults: [...faults],
        faultCount: faults.length,
        imported: [],
        orderIds: [],
      }
      await collection.insertOne(document, { session: tx })
    },

    /** The good rows of a chunk and its last line. Throws when they are gone: a run ends before that. */
    async open(importId: Id<'imp'>, n: number): Promise<OpenChunk> {
      const found = await collection.findOne({ _id: idOf(importId, n) }, { maxTimeMS: MAX_MS })
      invariant(found?.sealed !== undefined, 'an import that is run has its rows')
      return { toRow: found.toRow, rows: JSON.parse(cipher.decrypt(found.sealed)) as GoodRow[] }
    },

    /** Where a run that has come to this line goes on. */
    async firstAfter(importId: Id<'imp'>, row: number): Promise<number> {
      const options = { projection: { n: 1, toRow: 1 }, sort: { n: 1 }, maxTimeMS: MAX_MS } as const
      const chunks = collection.find<Pick<Chunk, 'n' | 'toRow'>>({ importId }, options)
      for await (const { n, toRow } of chunks) {
        if (toRow > row) {
          return n
        }
      }
      return Infinity
    },

    async outcomeOf(importId: Id<'imp'>, n: number): Promise<Chunk | null> {
      const options = { projection: { sealed: 0 }, maxTimeMS: MAX_MS }
      return collection.findOne<Chunk>({ _id: idOf(importId, n) }, options)
    },

    async note(importId: Id<'imp'>, n: number, outcome: Outcome, tx: Tx): Promise<void> {
      const { imported, orderIds, faults } = outcome
      const change = {
        $push: {
          imported: { $each: [...imported] },
          orderIds: { $each: [...orderIds] },
          faults: { $each: [...faults] },
        },
        $inc: { faultCount: faults.length },
      }
      await collection.updateOne({ _id: idOf(importId, n) }, change, { session: tx })
    },

    /** Chunks with faults from the n-th on, in order. */
    async *faultsFrom(importId: Id<'imp'>, n: number): AsyncGenerator<Pick<Chunk, 'n' | 'faults'>> {
      const filter = { importId, n: { $gte: n }, faultCount: { $gt: 0 } }
      const options = { projection: { n: 1, faults: 1 }, sort: { n: 1 }, batchSize: 20 } as const
      yield* collection.find<Pick<Chunk, 'n' | 'faults'>>(filter, options)
    },

    /** Before the file is read anew with other settings. */
    async removeAll(importId: Id<'imp'>): Promise<void> {
      await collection.deleteMany({ importId })
    },

    /** What the rows said goes; which rows were imported and what was wrong with others stays. */
    async forgetRows(importId: Id<'imp'>): Promise<void> {
      await collection.updateMany({ importId }, { $unset: { sealed: 1 } })
    },
  }
}
