import mongoose from 'mongoose'

// MongoDB's wire protocol as far as the proxy reads it. Source: MongoDB manual, "MongoDB Wire Protocol", OP_MSG.

const HEADER_BYTES = 16
const LENGTH_AT = 0
const OP_CODE_AT = 12
const OP_MSG = 2013
const FLAGS_BYTES = 4
const KIND_BODY = 0

/** What one message asks of the server. */
export type Command = Readonly<{
  name: string
  /** Empty for commands of the whole server: commitTransaction, ping. */
  collection: string
  /** The session, as the driver sent it; for ending what a dead process left open. */
  lsid: unknown
  isInTransaction: boolean
}>

/** Cuts a byte stream into whole messages, header included. */
export function messageSplitter(): (chunk: Buffer) => Buffer[] {
  let rest: Buffer = Buffer.alloc(0)
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const messages: Buffer[] = []
    while (rest.length >= HEADER_BYTES) {
      const length = rest.readInt32LE(LENGTH_AT)
      if (rest.length < length) {
        break
      }
      messages.push(rest.subarray(0, length))
      rest = rest.subarray(length)
    }
    return messages
  }
}

/** Null for anything but OP_MSG: the handshake's first message is an OP_QUERY. */
export function commandOf(message: Buffer): Command | null {
  if (message.readInt32LE(OP_CODE_AT) !== OP_MSG) {
    return null
  }
  const kindAt = HEADER_BYTES + FLAGS_BYTES
  // The driver writes the body first; compression is never negotiated.
  if (message.readUInt8(kindAt) !== KIND_BODY) {
    throw new Error('the proxy expects the body section first')
  }
  const bodyAt = kindAt + 1
  const length = message.readInt32LE(bodyAt)
  const body = mongoose.mongo.BSON.deserialize(message.subarray(bodyAt, bodyAt + length), {
    promoteValues: true,
    raw: false,
  })
  const [name = '', value] = Object.entries(body)[0] ?? []
  const named = name === 'getMore' ? body.collection : value
  return {
    name,
    collection: typeof named === 'string' ? named : '',
    lsid: body.lsid,
    isInTransaction: body.autocommit === false,
  }
}
