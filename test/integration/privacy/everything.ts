import type { System } from '../../support/system.js'
import { piiCipher } from '../../../server/platform/crypto/index.js'

/** Every collection of the database as text, with what is encrypted beside it in clear. */
export async function everything(system: System): Promise<Map<string, string>> {
  const cipher = piiCipher(system.config.secrets.piiKeys)
  const collections = (await system.deps.db.db?.collections()) ?? []
  const texts = await Promise.all(
    collections.map(async (collection): Promise<[string, string]> => {
      const documents = await collection.find().toArray()
      const text = JSON.stringify(documents, (_key, value: unknown) => opened(value, cipher))
      return [collection.collectionName, text]
    }),
  )
  return new Map(texts)
}

const SEALED = /^\w+\.[\w-]{38,}$/

function opened(value: unknown, cipher: ReturnType<typeof piiCipher>): unknown {
  if (value instanceof Uint8Array) {
    return Buffer.from(value).toString('latin1')
  }
  if (typeof value !== 'string' || !SEALED.test(value)) {
    return value
  }
  try {
    return `${value} = ${cipher.decrypt(value)}`
  } catch {
    return value // it only looks like it
  }
}

/** Where any of these words stands, as `word in collection`. */
export async function whereIs(
  system: System,
  words: Readonly<Record<string, string>>,
): Promise<string[]> {
  const collections = await everything(system)
  return [...collections].flatMap(([collection, text]) =>
    Object.entries(words)
      .filter(([, word]) => text.includes(word) || text.includes(JSON.stringify(word).slice(1, -1)))
      .map(([name]) => `${name} in ${collection}`),
  )
}
