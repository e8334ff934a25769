import { createHash } from 'node:crypto'
import fs, { type FileHandle } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'

/** A bill of two million rows has half of this; over it nothing is kept. */
const MAX_FILE_BYTES = 2 * 1024 * 1024 * 1024

export type BillFile = Readonly<{
  /** Of the text before compression, hexadecimal. */
  sha1: string
  /** The text from its beginning; may be read again. */
  chunks(): AsyncIterable<Buffer>
  close(): Promise<void>
}>

/**
 * Keeps what arrives on disk as it arrives, so that nothing of it is acted on before its hash is known, and no more of it
 * is in memory than a chunk. The file has no name: it is gone with the process, whatever ends it.
 */
export async function keepBill(
  body: AsyncIterable<Buffer>,
  { gzip }: { gzip: boolean },
): Promise<BillFile> {
  const file = await namelessFile()
  const chunks = () => textOf(file, gzip)
  try {
    await pipeline(bounded(body), file.createWriteStream({ autoClose: false, start: 0 }))
    const hash = createHash('sha1')
    for await (const chunk of chunks()) {
      hash.update(chunk)
    }
    return { sha1: hash.digest('hex'), chunks, close: () => file.close() }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function namelessFile(): Promise<FileHandle> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'huike-bill-'))
  const file = await fs.open(path.join(folder, 'bill'), 'wx+', 0o600)
  await fs.rm(folder, { recursive: true })
  return file
}

function textOf(file: FileHandle, gzip: boolean): AsyncIterable<Buffer> {
  const stored = file.createReadStream({ autoClose: false, start: 0 })
  return gzip ? unpacked(stored) : stored
}

function unpacked(stored: Readable): Readable {
  const text = createGunzip()
  stored.once('error', (error) => text.destroy(error))
  return stored.pipe(text)
}

async function* bounded(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let sizeBytes = 0
  for await (const chunk of body) {
    sizeBytes += chunk.length
    if (sizeBytes > MAX_FILE_BYTES) {
      throw new Error('the bill is larger than any bill')
    }
    yield chunk
  }
}
