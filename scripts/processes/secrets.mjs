import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

const OWNER_ONLY = 0o600

/** The secrets of the local demo, made once and kept beside its data: nothing of them works anywhere else. */
export function localSecrets(folder) {
  const file = path.join(folder, 'secrets.json')
  if (!fs.existsSync(file)) {
    fs.mkdirSync(folder, { recursive: true })
    fs.writeFileSync(file, JSON.stringify(mint(), null, 2), { mode: OWNER_ONLY, flag: 'wx' })
  }
  return JSON.parse(fs.readFileSync(file, 'utf8'))
}

function mint() {
  const random = (bytes) => randomBytes(bytes).toString('base64url')
  return {
    SESSION_SECRET: random(32),
    PII_KEYS: `local-1:${randomBytes(32).toString('base64')}`,
    ADMIN_PASSWORD: `demo-${random(6)}`,
    OPEN_API_KEYS: `demo-pos:${random(24)}`,
  }
}
