import { Schema, type Connection } from 'mongoose'
import type { Id } from '../../platform/ids/index.js'
import type { NamedQuery, Stored } from '../../platform/mongo/index.js'
import { WORKING, type Import } from './imports.domain.js'
import type { RowError } from './rows.domain.js'

/** `sealedSample`: the first lines for the choice of columns, encrypted. */
export type ImportDocument = Stored<Import, 'importId'> & { sealedSample?: string }

/** A piece of a file, encrypted. */
export type FilePartDocument = { _id: string; importId: Id<'imp'>; n: number; sealed: string }

/** Up to 1,000 lines of the file as they were read: what a batch is made of, and what became of it. */
export type ChunkDocument = {
  _id: string
  importId: Id<'imp'>
  n: number
  /** The first and the last line. */
  fromRow: number
  toRow: number
  /** The good rows as JSON, encrypted; gone when the file is. */
  sealed?: string
  good: number
  faults: RowError[]
  faultCount: number
  /** Lines that were imported; of orders, which one each became. */
  imported: number[]
  orderIds: Id<'ord'>[]
}

const required = <T>(type: T) => ({ type, required: true }) as const
const count = { type: Number, required: true, min: 0 } as const
const mixed = required(Schema.Types.Mixed)
const options = { strict: 'throw', versionKey: false, minimize: false } as const

const imports = new Schema<ImportDocument>(
  {
    _id: required(String),
    revision: count,
    kind: { ...required(String), enum: ['members', 'orders'] },
    fileName: required(String),
    sizeBytes: count,
    format: mixed,
    status: required(String),
    header: [String],
    sealedSample: String,
    settings: Schema.Types.Mixed,
    cursor: count,
    chunkCount: count,
    check: mixed,
    run: mixed,
    undo: mixed,
    failure: String,
    createdAt: required(Date),
    createdBy: mixed,
    undoing: Schema.Types.Mixed,
    checkedAt: Date,
    startedAt: Date,
    endedAt: Date,
    undoneAt: Date,
    forgetAt: Date,
  },
  { ...options, collection: 'imports' },
)
// The console's list, newest first.
imports.index({ createdAt: -1, _id: -1 })
// What is to be worked: few, so the index has only them.
export const IS_WORKED = { status: { $in: [...WORKING] } }
imports.index({ status: 1, createdAt: 1 }, { partialFilterExpression: IS_WORKED })
// Files whose time is over.
export const HAS_FILE = { forgetAt: { $exists: true } }
imports.index({ forgetAt: 1 }, { partialFilterExpression: HAS_FILE })

const parts = new Schema<FilePartDocument>(
  { _id: required(String), importId: required(String), n: count, sealed: required(String) },
  { ...options, collection: 'import_files' },
)
// A file from beginning to end, and its removal.
parts.index({ importId: 1, n: 1 })

const chunks = new Schema<ChunkDocument>(
  {
    _id: required(String),
    importId: required(String),
    n: count,
    fromRow: count,
    toRow: count,
    sealed: String,
    good: count,
    faults: { ...mixed, default: [] },
    faultCount: count,
    imported: [Number],
    orderIds: [String],
  },
  { ...options, collection: 'import_chunks' },
)
// The rows of an import in order.
chunks.index({ importId: 1, n: 1 })

export const importModel = (db: Connection) => db.model('Import', imports)
export const filePartModel = (db: Connection) => db.model('ImportFilePart', parts)
export const chunkModel = (db: Connection) => db.model('ImportChunk', chunks)

const ofImport = { importId: 'imp_1' }
export const importQueries: readonly NamedQuery[] = [
  { name: 'imports.by-id', filter: { _id: 'imp_1' }, index: '_id_' },
  {
    name: 'imports.all',
    filter: {},
    sort: { createdAt: -1, _id: -1 },
    index: 'createdAt_-1__id_-1',
  },
  {
    name: 'imports.to-work',
    filter: IS_WORKED,
    sort: { createdAt: 1 },
    index: 'status_1_createdAt_1',
  },
  {
    name: 'imports.to-forget',
    filter: { forgetAt: { $lte: new Date(0) } },
    sort: { forgetAt: 1 },
    index: 'forgetAt_1',
  },
  { name: 'import_files.part', filter: { _id: 'imp_1:0' }, index: '_id_' },
  { name: 'import_files.of-import', filter: ofImport, index: 'importId_1_n_1' },
  {
    name: 'import_chunks.in-order',
    filter: { ...ofImport, n: { $gte: 0 } },
    sort: { n: 1 },
    index: 'importId_1_n_1',
  },
]
