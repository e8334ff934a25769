import { createCipheriv, createHash, randomBytes } from 'node:crypto'

/*
 * The other side of sealed callbacks, written from WeCom's document 90968 without a look at the server's code: a mistake
 * that both sides share would stay unseen.
 */
export type Sealing = Readonly<{
  aesKey: string
  receiver: string
  /** Replaces the correct padding. */
  pad?: (bytes: number) => Buffer
  /** Replaces the correct length field. */
  length?: number
}>

export function sealedBy(
  text: string | Buffer,
  { aesKey, receiver, pad, length }: Sealing,
): string {
  const body = Buffer.from(text)
  const size = Buffer.alloc(4)
  size.writeUInt32BE(length ?? body.length)
  const plain = Buffer.concat([randomBytes(16), size, body, Buffer.from(receiver)])
  const missing = 32 - (plain.length % 32)
  const padding = pad === undefined ? Buffer.alloc(missing, missing) : pad(missing)
  const key = Buffer.from(aesKey + '=', 'base64')
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16))
  cipher.setAutoPadding(false)
  return Buffer.concat([cipher.update(Buffer.concat([plain, padding])), cipher.final()]).toString(
    'base64',
  )
}

export function signedQuery(
  encrypted: string,
  { token, at, nonce = '1372623149' }: { token: string; at: Date; nonce?: string },
) {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const parts = [token, timestamp, nonce, encrypted].sort()
  const msg_signature = createHash('sha1').update(parts.join('')).digest('hex')
  return { msg_signature, timestamp, nonce }
}

export const newAesKey = () => randomBytes(32).toString('base64').slice(0, 43)
