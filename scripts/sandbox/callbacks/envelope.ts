import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import type { Tamper } from '../faults.js'

/** Block of the padding; not AES's own 16 (WeCom, 加解密方案说明). */
const PAD_BLOCK = 32
const RANDOM_BYTES = 16

/** sha1 over the byte-wise sorted parts. */
export function sortedSha1(parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort(byBytes).join(''))
    .digest('hex')
}
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

type Sealing = Readonly<{ aesKey: string; receiver: string; tamper: Tamper | null }>

/**
 * AES-256-CBC over random(16) + length(4, big-endian) + text + receiver, base64.
 * Tampering before encryption: `receiver` names somebody else, `padding` makes the pad wrong,
 * `truncate` loses the last bytes of the ciphertext. All three are signed correctly afterwards.
 */
export function seal(text: string, { aesKey, receiver, tamper }: Sealing): string {
  const message = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(message.length)
  const named = tamper === 'receiver' ? `${receiver.slice(0, -1)}0x` : receiver
  const plain = Buffer.concat([randomBytes(RANDOM_BYTES), length, message, Buffer.from(named)])
  const padBytes = PAD_BLOCK - (plain.length % PAD_BLOCK)
  const padValue = tamper === 'padding' ? PAD_BLOCK + 1 + padBytes : padBytes
  const padded = Buffer.concat([plain, Buffer.alloc(padBytes, padValue)])
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const sealed = Buffer.concat([cipher.update(padded), cipher.final()])
  return (tamper === 'truncate' ? sealed.subarray(0, -7) : sealed).toString('base64')
}

export type Signed = Readonly<{
  encrypted: string
  timestamp: string
  nonce: string
  /** `msg_signature` of the query. */
  signature: string
}>

type Signing = Sealing & Readonly<{ token: string; nowSeconds: number }>

/** Encrypts and signs: fresh nonce, so a repeat of the same text looks new on the wire. */
export function sealAndSign(text: string, options: Signing): Signed {
  const { token, nowSeconds, tamper } = options
  const encrypted = seal(text, options)
  const timestamp = String(nowSeconds)
  const nonce = String(randomBytes(6).readUIntBE(0, 6))
  const signature = sortedSha1([token, timestamp, nonce, encrypted])
  return {
    encrypted: tamper === 'body' ? flipOneLetter(encrypted) : encrypted,
    timestamp,
    nonce,
    signature: tamper === 'signature' ? flipOneLetter(signature) : signature,
  }
}

/** Changes one character in the middle, keeping the alphabet. */
export function flipOneLetter(text: string): string {
  const at = Math.floor(text.length / 2)
  const other = text.charAt(at) === 'a' ? 'b' : 'a'
  return `${text.slice(0, at)}${other}${text.slice(at + 1)}`
}
