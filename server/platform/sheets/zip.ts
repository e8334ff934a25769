import { crc32, deflateRawSync } from 'node:zlib'

/** Of an entry that is packed by deflate (APPNOTE 6.3.10, 4.3). */
const VERSION = 20
const DEFLATE = 8
/** Names are UTF-8. */
const FLAGS = 0x0800
/** 1980-01-01: the same content makes the same bytes. */
const DAY = 0x0021

/** An archive of texts, held as a whole; up to 4 GiB. */
export function zip(entries: Readonly<Record<string, string>>): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(entries)) {
    const { head, packed } = packedOf(name, text)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), packed])
    directory.push(centralHead(head, offset), Buffer.from(name))
    bodies.push(local)
    offset += local.length
  }
  const listed = Buffer.concat(directory)
  return Buffer.concat([...bodies, listed, endOf(Object.keys(entries).length, listed, offset)])
}

/** What the local and the central head of an entry have in common. */
function packedOf(name: string, text: string): { head: Buffer; packed: Buffer } {
  const data = Buffer.from(text)
  const packed = deflateRawSync(data)
  const head = Buffer.alloc(26)
  head.writeUInt16LE(VERSION, 0)
  head.writeUInt16LE(FLAGS, 2)
  head.writeUInt16LE(DEFLATE, 4)
  head.writeUInt16LE(DAY, 8)
  head.writeUInt32LE(crc32(data), 10)
  head.writeUInt32LE(packed.length, 14)
  head.writeUInt32LE(data.length, 18)
  head.writeUInt16LE(Buffer.byteLength(name), 22)
  return { head, packed }
}

function centralHead(head: Buffer, offset: number): Buffer {
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(offset, 10)
  return Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([VERSION, 0]), head, rest])
}

function endOf(count: number, directory: Buffer, offset: number): Buffer {
  const end = Buffer.alloc(18)
  end.writeUInt16LE(count, 4)
  end.writeUInt16LE(count, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([Buffer.from('PK\x05\x06'), end])
}
