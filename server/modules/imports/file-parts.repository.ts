import type { Connection } from 'mongoose'
import type { PiiCipher } from '../../platform/crypto/index.js'
import { invariant } from '../../platform/errors/index.js'
import type { Id } from '../../platform/ids/index.js'
import type { StoredFile } from '../../platform/sheets/index.js'
import { filePartModel } from './imports.model.js'

/** One piece of a file; sealed it takes less than twice as much. */
export const PART_BYTES = 256 * 1024
/** While a file is read from its beginning to its end, the last piece is asked for again and again. */
const MAX_MS = 10_000

export type FileParts = ReturnType<typeof filePartsRepository>

/** Files in pieces, encrypted, as they hold phone numbers. */
export function filePartsRepository(db: Connection, cipher: PiiCipher) {
  const parts = filePartModel(db)
  const idOf = (importId: Id<'imp'>, n: number) => `${importId}:${n}`
  return {
    async add(importId: Id<'imp'>, n: number, bytes: Buffer): Promise<void> {
      const sealed = cipher.encrypt(bytes.toString('base64'))
      await parts.collection.insertOne({ _id: idOf(importId, n), importId, n, sealed } as never)
    },

    open(importId: Id<'imp'>, sizeBytes: number): StoredFile {
      let last: { index: number; bytes: Buffer } | null = null
      return {
        sizeBytes,
        partBytes: PART_BYTES,
        async part(index) {
          if (last?.index !== index) {
            const found = parts.findById(idOf(importId, index)).maxTimeMS(MAX_MS)
            const document = await found.lean<{ sealed: string }>()
            invariant(document !== null, 'a file that is read has all its pieces')
            last = { index, bytes: Buffer.from(cipher.decrypt(document.sealed), 'base64') }
          }
          return last.bytes
        },
      }
    },

    async remove(importId: Id<'imp'>): Promise<void> {
      await parts.deleteMany({ importId })
    },
  }
}
