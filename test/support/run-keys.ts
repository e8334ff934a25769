import fs from 'node:fs'
import path from 'node:path'

// Minting the sandbox's three RSA keys takes half a second of both cores: the sandboxes of one jest run share them.

const FILE = 'keys.json'

/** The keys of this jest run into a sandbox's data folder, if there are any yet. */
export function layRunKeys(dataDir: string): void {
  const kept = keptFile()
  if (kept !== null && fs.existsSync(kept)) {
    fs.mkdirSync(path.join(dataDir, 'keys'), { recursive: true })
    fs.copyFileSync(kept, path.join(dataDir, 'keys', FILE))
  }
}

/** The first keys that were minted are those of the run. */
export function keepRunKeys(dataDir: string): void {
  const kept = keptFile()
  if (kept !== null && !fs.existsSync(kept)) {
    const beside = `${kept}.${process.pid}`
    fs.copyFileSync(path.join(dataDir, 'keys', FILE), beside)
    fs.renameSync(beside, kept)
  }
}

function keptFile(): string | null {
  const folder = process.env.HUIKE_TEST_RUN
  return folder === undefined ? null : path.join(folder, FILE)
}
