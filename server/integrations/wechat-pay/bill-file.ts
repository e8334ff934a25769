import { createHash } from 'node:crypto'
import fs, { type FileHandle } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

const CHUNK_BYTES = 64 * 1024
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
  const chunks = () => (gzip ? unpacked(stored(file)) : stored(file))
  try {
    let sizeBytes = 0
    for await (const chunk of body) {
      sizeBytes += chunk.length
      if (sizeBytes > MAX_FILE_BYTES) {
        throw new Error('the bill is larger than any bill')
      }
      await file.appendFile(chunk)
    }
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
  try {
    return await fs.open(path.join(folder, 'bill'), 'wx+', 0o600)
  } finally {
    await fs.rm(folder, { recursive: true })
  }
}

/** By place, without a stream on the file: one that stops early would close it. */
async function* stored(file: FileHandle): AsyncGenerator<Buffer> {
  for (let position = 0; ;) {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
    const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, position)
    if (bytesRead === 0) {
      return
    }
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

/** A reader that stops early ends the reading of the file, too. */
function unpacked(packed: AsyncIterable<Buffer>): Readable {
  const source = Readable.from(packed, { objectMode: false })
  const text = createGunzip()
  source.once('error', (error) => text.destroy(error))
  text.once('close', () => source.destroy())
  return source.pipe(text)
}
