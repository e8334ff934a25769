import { Readable } from 'node:stream'
import yauzl from 'yauzl'
import { AppError } from '../errors/index.js'
import type { Epoch, SheetRow } from './sheet-row.js'
import { bytesOf, type StoredFile } from './stored-file.js'
import { firstSheetOf, sharedStringsParser, sheetParser, targetOf } from './xlsx-parts.js'

const MAX_ENTRIES = 2_000
const MAX_SMALL_PART_CHARS = 4 * 1024 * 1024
/** A file whose parts unpack to more is no list of members. */
const MAX_UNPACKED_BYTES = 3 * 1024 * 1024 * 1024

/** The first sheet of a workbook: its rows as they come, and from which year its day numbers count. */
export type Workbook = Readonly<{ epoch: Epoch; rows(): AsyncGenerator<SheetRow> }>

/**
 * Opens a workbook (ECMA-376) piece by piece; of its texts only the shared ones are held. Throws `file-not-readable` for
 * what is no workbook, is damaged or has a password, `file-too-large` for more text than is held.
 */
export async function openWorkbook(file: StoredFile): Promise<Workbook> {
  const zip = await openZip(file)
  const parts = await entriesOf(zip)
  const text = (name: string) => smallPart(zip, parts, name)
  const { relationId, epoch } = firstSheetOf(await text('xl/workbook.xml'))
  const sheetName = targetOf(await text('xl/_rels/workbook.xml.rels'), relationId)
  const sheet = parts.get(sheetName)
  if (sheet === undefined) {
    throw notReadable()
  }
  return {
    epoch,
    async *rows() {
      const strings = sharedStringsParser()
      for await (const piece of textOf(zip, parts.get('xl/sharedStrings.xml'))) {
        strings.push(piece)
      }
      const parser = sheetParser(strings.texts)
      for await (const piece of textOf(zip, sheet)) {
        yield* parser.push(piece)
      }
      yield* parser.end()
    },
  }
}

const notReadable = (cause?: unknown) => new AppError('file-not-readable', { cause })

async function openZip(file: StoredFile): Promise<yauzl.ZipFile> {
  const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true }
  try {
    return await yauzl.fromRandomAccessReaderPromise(new PartsReader(file), file.sizeBytes, options)
  } catch (cause) {
    throw notReadable(cause)
  }
}

/** Lets the reader of the archive fetch only the pieces that it needs. */
class PartsReader extends yauzl.RandomAccessReader {
  constructor(private readonly file: StoredFile) {
    super()
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(bytesOf(this.file, { start, end }), { objectMode: false })
  }
}

async function entriesOf(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  const parts = new Map<string, yauzl.Entry>()
  try {
    for await (const entry of zip.eachEntry()) {
      parts.set(entry.fileName, entry)
      if (parts.size > MAX_ENTRIES || entry.isEncrypted()) {
        throw notReadable()
      }
    }
  } catch (cause) {
    throw notReadable(cause)
  }
  return parts
}

async function* textOf(zip: yauzl.ZipFile, entry: yauzl.Entry | undefined): AsyncGenerator<string> {
  if (entry === undefined) {
    return
  }
  if (entry.uncompressedSize > MAX_UNPACKED_BYTES) {
    throw new AppError('file-too-large')
  }
  const decoder = new TextDecoder()
  try {
    const stream: AsyncIterable<Buffer> = await zip.openReadStreamPromise(entry)
    for await (const piece of stream) {
      yield decoder.decode(piece, { stream: true })
    }
    yield decoder.decode()
  } catch (cause) {
    throw cause instanceof AppError ? cause : notReadable(cause)
  }
}

async function smallPart(
  zip: yauzl.ZipFile,
  parts: ReadonlyMap<string, yauzl.Entry>,
  name: string,
): Promise<string> {
  const entry = parts.get(name)
  if (entry === undefined || entry.uncompressedSize > MAX_SMALL_PART_CHARS) {
    throw notReadable()
  }
  let text = ''
  for await (const piece of textOf(zip, entry)) {
    text += piece
  }
  return text
}
