import type { Readable } from 'node:stream'
import type { Clock } from '../../platform/clock/index.js'
import type { PiiCipher } from '../../platform/crypto/index.js'
import { AppError, ok, refuse, type Result } from '../../platform/errors/index.js'
import { newId, type Id } from '../../platform/ids/index.js'
import type { InTransaction } from '../../platform/mongo/index.js'
import { formatProbe, openSheet, type FileFormat } from '../../platform/sheets/index.js'
import type { Actor, Audit } from '../operators/index.js'
import type { ImportKind } from './columns.domain.js'
import { PART_BYTES, type FileParts } from './file-parts.repository.js'
import { NO_CHECK, NO_RUN, NO_UNDO, type Import } from './imports.domain.js'
import type { ImportRefusal } from './imports.errors.js'
import { KEEP_FILE_MS, MAX_UPLOAD_MS, SAMPLE_ROWS } from './imports.limits.js'
import type { ImportRows } from './imports.repository.js'

type Deps = Readonly<{
  imports: ImportRows
  files: FileParts
  cipher: PiiCipher
  audit: Audit
  inTransaction: InTransaction
  clock: Clock
}>

export type Upload = Readonly<{
  kind: ImportKind
  fileName: string
  content: Readable
  /** Asked at the end: was the file cut off at the limit? */
  isTruncated(): boolean
}>

type Head = Readonly<{ header: readonly string[]; sample: readonly (readonly string[])[] }>

const MAX_NAME_CHARS = 120
const MAX_HEAD_CHARS = 60

/** Takes a file in pieces as it comes and finds out what it is. Leaves nothing behind of one that it refuses. */
export function uploadFile({ imports, files, cipher, audit, inTransaction, clock }: Deps) {
  async function store(importId: Id<'imp'>, content: Readable) {
    const probe = formatProbe()
    let pending = Buffer.alloc(0)
    let [n, sizeBytes] = [0, 0]
    const keep = async (bytes: Buffer) => {
      probe.push(bytes)
      await files.add(importId, n, bytes)
      n += 1
    }
    for await (const piece of content as AsyncIterable<Buffer>) {
      sizeBytes += piece.length
      pending = Buffer.concat([pending, piece])
      while (pending.length >= PART_BYTES) {
        await keep(pending.subarray(0, PART_BYTES))
        pending = pending.subarray(PART_BYTES)
      }
    }
    if (pending.length > 0) {
      await keep(pending)
    }
    return { sizeBytes, format: probe.end() }
  }

  async function headOf(
    importId: Id<'imp'>,
    sizeBytes: number,
    format: FileFormat,
  ): Promise<Result<Head, ImportRefusal>> {
    try {
      const sheet = await openSheet(files.open(importId, sizeBytes), format)
      const lines: (readonly string[])[] = []
      for await (const { cells } of sheet.rows()) {
        lines.push(cells)
        if (lines.length > SAMPLE_ROWS) {
          break
        }
      }
      const [head = [], ...sample] = lines
      const header = head.map((cell) => cell.trim().slice(0, MAX_HEAD_CHARS))
      return header.some((cell) => cell !== '')
        ? ok({ header, sample })
        : refuse('file-has-no-head')
    } catch (error) {
      const code = error instanceof AppError ? error.code : null
      if (code === 'file-not-readable' || code === 'file-too-large') {
        return refuse(code)
      }
      throw error
    }
  }

  async function take(begun: Import, { content, isTruncated }: Upload, actor: Actor) {
    const { importId } = begun
    const { sizeBytes, format } = await store(importId, content)
    if (isTruncated()) {
      throw new AppError('body-too-large')
    }
    if (!format.ok) {
      return refuse(format.code)
    }
    const head = await headOf(importId, sizeBytes, format.value)
    if (!head.ok) {
      return head
    }
    const { header, sample } = head.value
    const forgetAt = new Date(begun.createdAt.getTime() + KEEP_FILE_MS)
    const fields = { sizeBytes, format: format.value, header, forgetAt }
    const next: Import = { ...begun, ...fields, status: 'uploaded' }
    await inTransaction(async (tx) => {
      await imports.save(next, { tx, sealedSample: cipher.encrypt(JSON.stringify(sample)) })
      const subject = { type: 'import', id: importId }
      const { kind, fileName } = next
      const after = { kind, fileName, sizeBytes }
      await audit.record({ actor, action: 'import.upload', subject, after }, { tx })
    })
    return ok({ ...next, revision: next.revision + 1 })
  }

  return async (upload: Upload, actor: Actor): Promise<Result<Import, ImportRefusal>> => {
    const begun = newImport(upload, actor, clock.now())
    await imports.insert(begun)
    let isTaken = false
    try {
      const taken = await take(begun, upload, actor)
      isTaken = taken.ok
      return taken
    } finally {
      if (!isTaken) {
        await files.remove(begun.importId)
        await imports.remove(begun.importId)
      }
    }
  }
}

function newImport({ kind, fileName }: Upload, actor: Actor, now: Date): Import {
  const { operatorId, name } = actor
  return {
    importId: newId('imp'),
    revision: 0,
    kind,
    // only ever shown; a path in it is none of ours
    fileName: (fileName.split(/[\\/]/).at(-1) ?? '').slice(0, MAX_NAME_CHARS) || '未命名',
    sizeBytes: 0,
    format: { type: 'xlsx' },
    status: 'uploading',
    header: [],
    cursor: 0,
    chunkCount: 0,
    check: NO_CHECK,
    run: NO_RUN,
    undo: NO_UNDO,
    createdAt: now,
    createdBy: { operatorId, name },
    forgetAt: new Date(now.getTime() + MAX_UPLOAD_MS),
  }
}
