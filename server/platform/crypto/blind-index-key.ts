import { randomBytes } from 'node:crypto'
import { isDuplicateKey, type Db } from '../mongo/index.js'
import { KEY_BYTES, type PiiCipher } from './pii-cipher.js'

type SecretDocument = { _id: string; sealed: string }

const COLLECTION = 'platform_secrets'
const NAME = 'blind-index'

/**
 * The key of the blind index: minted once per database, stored under the current PII key and never changed, because
 * every stored phone is found by it. When the PII keys have rotated, it is wrapped anew.
 */
export async function blindIndexKey(db: Db, cipher: PiiCipher): Promise<Buffer> {
  const secrets = db.collection<SecretDocument>(COLLECTION)
  const minted = randomBytes(KEY_BYTES).toString('base64')
  try {
    const fresh = { _id: NAME, sealed: cipher.encrypt(minted) }
    await secrets.updateOne({ _id: NAME }, { $setOnInsert: fresh }, { upsert: true })
  } catch (error) {
    if (!isDuplicateKey(error)) {
      throw error
    }
  }
  const stored = await secrets.findOne({ _id: NAME })
  if (stored === null) {
    throw new Error('the blind index key was stored and is gone')
  }
  const key = cipher.decrypt(stored.sealed)
  if (!stored.sealed.startsWith(`${cipher.currentKeyId}.`)) {
    const rewrapped = { $set: { sealed: cipher.encrypt(key) } }
    await secrets.updateOne({ _id: NAME, sealed: stored.sealed }, rewrapped)
  }
  return Buffer.from(key, 'base64')
}
