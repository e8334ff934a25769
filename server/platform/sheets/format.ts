/** What a file is, told by its bytes: names and content types are whatever the sender likes. */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'
export type FileFormat =
  Readonly<{ type: 'csv'; encoding: Encoding; delimiter: string }> | Readonly<{ type: 'xlsx' }>
export type FormatFault = 'file-empty' | 'file-is-old-excel' | 'file-not-a-sheet'

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04])
/** Excel until 2003, and every newer file with a password. */
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])
const FOREIGN = [/^%PDF-/, /^\{\\rtf/, /^\s*<(\?xml|!doctype|html|svg|table|meta)/i]
const DELIMITERS = [',', '\t', ';', '|'] as const
const BOM = '\uFEFF'

type Verdict<Value> =
  Readonly<{ ok: true; value: Value }> | Readonly<{ ok: false; code: FormatFault }>

/**
 * Looks at every byte of a file while it passes: text is UTF-8 when all of it is, else GB 18030 (GBK is a part of it)
 * when all of it is, else nothing that we read. Holds the first line only.
 */
export function formatProbe() {
  let head = Buffer.alloc(0)
  let size = 0
  const candidates = new Map<Encoding, InstanceType<typeof TextDecoder> | null>()
  let isBinary = false

  function feed(encoding: Encoding, bytes: Uint8Array, isLast: boolean): void {
    const decoder = candidates.get(encoding)
    if (decoder === null || decoder === undefined) {
      return
    }
    try {
      const text = decoder.decode(bytes, { stream: !isLast })
      isBinary ||= text.includes('\0')
    } catch {
      candidates.set(encoding, null)
    }
  }

  const possible = (): Encoding | undefined =>
    [...candidates].find(([, decoder]) => decoder !== null)?.[0]

  return {
    push(bytes: Buffer): void {
      if (candidates.size === 0) {
        for (const encoding of encodingsOf(bytes)) {
          candidates.set(encoding, new TextDecoder(encoding, { fatal: true }))
        }
      }
      head = head.length < HEAD_BYTES ? Buffer.concat([head, bytes]).subarray(0, HEAD_BYTES) : head
      size += bytes.length
      if (!isZip(head)) {
        // zip and pictures are full of zeros; a text in UTF-16 has them in its bytes only
        for (const encoding of candidates.keys()) {
          feed(encoding, bytes, false)
        }
      }
    },

    end(): Verdict<FileFormat> {
      if (size === 0) {
        return { ok: false, code: 'file-empty' }
      }
      if (isZip(head)) {
        return { ok: true, value: { type: 'xlsx' } }
      }
      if (head.subarray(0, OLE.length).equals(OLE)) {
        return { ok: false, code: 'file-is-old-excel' }
      }
      for (const encoding of candidates.keys()) {
        feed(encoding, new Uint8Array(), true)
      }
      const encoding = possible()
      if (encoding === undefined || isBinary) {
        return { ok: false, code: 'file-not-a-sheet' }
      }
      const text = new TextDecoder(encoding).decode(head)
      if (FOREIGN.some((pattern) => pattern.test(text))) {
        return { ok: false, code: 'file-not-a-sheet' }
      }
      return { ok: true, value: { type: 'csv', encoding, delimiter: delimiterOf(text) } }
    },
  }
}

const HEAD_BYTES = 64 * 1024
const isZip = (head: Buffer): boolean => head.subarray(0, ZIP.length).equals(ZIP)

function encodingsOf(bytes: Buffer): readonly Encoding[] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return ['utf-16le']
  }
  return bytes[0] === 0xfe && bytes[1] === 0xff ? ['utf-16be'] : ['utf-8', 'gb18030']
}

/** The one that is most often in the first line, outside quotes; a comma when none is there. */
function delimiterOf(text: string): string {
  const line = (text.replace(BOM, '').split(/[\r\n]/, 1)[0] ?? '').replace(/"[^"]*"/g, '')
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}
