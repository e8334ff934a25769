import type { Epoch, SheetRow } from './sheet-row.js'
import { csvParser } from './csv.js'
import type { FileFormat } from './format.js'
import { bytesOf, type StoredFile } from './stored-file.js'
import { openWorkbook } from './xlsx.js'

/** Every line of a sheet with something in it, the head first, read piece by piece. */
export type Sheet = Readonly<{ epoch: Epoch | null; rows(): AsyncGenerator<SheetRow> }>

/** Throws `file-not-readable` or `file-too-large`, neither of which passes by itself. */
export async function openSheet(file: StoredFile, format: FileFormat): Promise<Sheet> {
  if (format.type === 'xlsx') {
    return openWorkbook(file)
  }
  const { encoding, delimiter } = format
  return {
    epoch: null,
    async *rows() {
      const decoder = new TextDecoder(encoding) // takes a byte order mark away
      const parser = csvParser(delimiter)
      for await (const bytes of bytesOf(file, { start: 0, end: file.sizeBytes })) {
        yield* parser.push(decoder.decode(bytes, { stream: true }))
      }
      yield* parser.push(decoder.decode())
      yield* parser.end()
    },
  }
}
