import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { errorOf } from '../http/error-of.js'
import { mintKeyRing, type KeyRing } from '../keys/mint.js'
import type { KeyFiles } from '../keys/credentials.js'

export const STATE_FILE = 'world.json'
const OWNER_ONLY = 0o600
const SAVE_AFTER_MS = 250

async function readJson<Shape>(file: string): Promise<Shape | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Shape
  } catch (error) {
    if (errorOf(error).code === 'ENOENT') {
      return null
    }
    throw new Error(`cannot read ${file}: ${String(error)}`)
  }
}

/** Writes beside the file and renames: a killed process leaves the old file or the new one. */
async function writeAtomically(file: string, text: string): Promise<void> {
  const beside = `${file}.new`
  const handle = await open(beside, 'w', OWNER_ONLY)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(beside, file)
}

/** The keys of this data folder, minted at its first use, and the PEM files that a server reads. */
export async function loadKeyRing(dataDir: string): Promise<{ keys: KeyRing; files: KeyFiles }> {
  const folder = path.resolve(dataDir, 'keys')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const store = path.join(folder, 'keys.json')
  const saved = await readJson<KeyRing>(store)
  const keys = saved ?? (await mintKeyRing())
  if (saved === null) {
    await writeAtomically(store, JSON.stringify(keys, null, 2))
  }
  const files: KeyFiles = {
    merchantCert: path.join(folder, 'merchant-cert.pem'),
    merchantPrivateKey: path.join(folder, 'merchant-private-key.pem'),
    publicKey: path.join(folder, 'pay-public-key.pem'),
  }
  await writeFile(files.merchantCert, keys.merchantCertPem, { mode: OWNER_ONLY })
  await writeFile(files.merchantPrivateKey, keys.merchantPrivateKeyPem, { mode: OWNER_ONLY })
  await writeFile(files.publicKey, keys.publicKeyPem, { mode: OWNER_ONLY })
  return { keys, files }
}

export type Saver = Readonly<{
  /** Something changed: it is written a quarter of a second later, with what else changes until then. */
  touch(): void
  /** Writes now and stops. */
  close(): Promise<void>
}>

/** Keeps one JSON file equal to a changing state. */
export function saver(file: string, snapshot: () => unknown): Saver {
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> = Promise.resolve()
  function save(): Promise<void> {
    timer = null
    writing = writing.then(() => writeAtomically(file, JSON.stringify(snapshot())))
    return writing
  }
  return {
    touch() {
      timer ??= setTimeout(() => {
        save().catch((error: unknown) => {
          process.stderr.write(`sandbox: state not saved to ${file}: ${String(error)}\n`)
        })
      }, SAVE_AFTER_MS)
    },
    async close() {
      if (timer !== null) {
        clearTimeout(timer)
      }
      await save()
    },
  }
}

export async function loadState<Shape>(dataDir: string): Promise<Shape | null> {
  return readJson<Shape>(path.join(dataDir, STATE_FILE))
}
