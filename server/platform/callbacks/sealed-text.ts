import { createDecipheriv } from 'node:crypto'
import { CallbackRefused } from './callbacks.errors.js'

/*
 * AES-256-CBC, IV = first 16 bytes of the key, over: random(16) ‖ length(4, big-endian, bytes) ‖ text(UTF-8) ‖ receiver,
 * PKCS#7-padded to blocks of 32, which no library does. Source: WeCom document 90968, message encryption.
 */
const ALGORITHM = 'aes-256-cbc'
const IV_BYTES = 16
const RANDOM_BYTES = 16
const LENGTH_BYTES = 4
const HEAD_BYTES = RANDOM_BYTES + LENGTH_BYTES
const PAD_BLOCK = 32
const BASE64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Opens a sealed text. Throws `callback-not-decryptable` for whatever was not made with this key. */
export function openSealedText(encodingAesKey: string, sealed: string) {
  if (!BASE64.test(sealed)) {
    throw refused('not base64')
  }
  const plain = unpad(decrypt(keyOf(encodingAesKey), Buffer.from(sealed, 'base64')))
  if (plain.length < HEAD_BYTES) {
    throw refused('too short')
  }
  const end = HEAD_BYTES + plain.readUInt32BE(RANDOM_BYTES)
  if (end > plain.length) {
    throw refused('length beyond the end')
  }
  return { text: utf8(plain.subarray(HEAD_BYTES, end)), receiver: utf8(plain.subarray(end)) }
}

function keyOf(encodingAesKey: string): Buffer {
  return Buffer.from(`${encodingAesKey}=`, 'base64')
}

function decrypt(key: Buffer, bytes: Buffer): Buffer {
  try {
    const decipher = createDecipheriv(ALGORITHM, key, key.subarray(0, IV_BYTES))
    decipher.setAutoPadding(false)
    return Buffer.concat([decipher.update(bytes), decipher.final()])
  } catch (cause) {
    throw refused('not whole blocks', cause)
  }
}

function unpad(bytes: Buffer): Buffer {
  const padBytes = bytes.at(-1) ?? 0
  const pad = bytes.subarray(-padBytes)
  const inRange = padBytes >= 1 && padBytes <= PAD_BLOCK && padBytes <= bytes.length
  if (!inRange || !pad.every((byte) => byte === padBytes)) {
    throw refused('padding wrong')
  }
  return bytes.subarray(0, bytes.length - padBytes)
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function utf8(bytes: Buffer): string {
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    throw refused('not UTF-8', cause)
  }
}

function refused(reason: string, cause?: unknown): CallbackRefused {
  return new CallbackRefused('callback-not-decryptable', reason, cause)
}
