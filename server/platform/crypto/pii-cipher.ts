import { createCipheriv, createDecipheriv } from 'node:crypto'
import { AppError } from '../errors/index.js'
import { fewRandomBytes } from '../random/index.js'

/**
 * Encrypts personal data and stored payloads. `sealed` is `keyId.base64url(iv ‖ ciphertext ‖ tag)`, so that a value
 * tells which key opens it and keys can rotate.
 */
export type PiiCipher = {
  encrypt(plaintext: string): string
  /** Throws `pii-key-unknown` or `pii-not-decryptable`. */
  decrypt(sealed: string): string
  /** The id of the key that encrypts now. */
  readonly currentKeyId: string
}

const ALGORITHM = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16
export const KEY_BYTES = 32

/** `keys`: id → 32 bytes, the first one encrypts. */
export function piiCipher(keys: ReadonlyMap<string, Buffer>): PiiCipher {
  const [first] = keys
  if (first === undefined) {
    throw new AppError('pii-key-unknown', { detail: 'PII_KEYS: at least one key is needed' })
  }
  const [currentKeyId, currentKey] = first
  return {
    currentKeyId,
    encrypt(plaintext) {
      const iv = fewRandomBytes(IV_BYTES)
      const cipher = createCipheriv(ALGORITHM, currentKey, iv)
      const parts = [iv, cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]
      return `${currentKeyId}.${Buffer.concat(parts).toString('base64url')}`
    },
    decrypt(sealed) {
      const dot = sealed.indexOf('.')
      const key = keys.get(sealed.slice(0, dot))
      if (key === undefined) {
        throw new AppError('pii-key-unknown', {
          detail: 'PII_KEYS lacks the key of a stored value',
        })
      }
      return open(key, Buffer.from(sealed.slice(dot + 1), 'base64url'))
    },
  }
}

function open(key: Buffer, bytes: Buffer): string {
  try {
    const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES))
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    const body = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES))
    return Buffer.concat([body, decipher.final()]).toString('utf8')
  } catch (cause) {
    throw new AppError('pii-not-decryptable', { cause })
  }
}
