import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { ROOT } from './project.mjs'

const SKIPPED = new Set(['node_modules', 'dist', '.huike', '.git', '.swc']) // .swc: a cache that Taro's build leaves

/** The same for the same content of these files and folders (from the project's root) under the same Node. */
function fingerprint(inputs, except) {
  const sum = createHash('sha256').update(process.version)
  const left = new Set(except.map((item) => path.join(ROOT, item)))
  for (const file of inputs.flatMap((input) => filesOf(path.join(ROOT, input), left))) {
    sum.update(path.relative(ROOT, file)).update('\0').update(fs.readFileSync(file)).update('\0')
  }
  return sum.digest('hex')
}

function filesOf(item, except) {
  if (except.has(item)) {
    return []
  }
  const stat = fs.statSync(item, { throwIfNoEntry: false })
  if (stat === undefined) {
    return []
  }
  if (!stat.isDirectory()) {
    return [item]
  }
  return fs
    .readdirSync(item)
    .filter((name) => !SKIPPED.has(name))
    .sort()
    .flatMap((name) => filesOf(path.join(item, name), except))
}

/** Runs `work` unless it ended well before with the same inputs; the stamp lies beside what the work makes. */
export async function onceFor({ stamp, inputs, except = [] }, work) {
  const file = path.join(ROOT, stamp)
  const now = fingerprint(inputs, except)
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === now) {
    return false
  }
  await work()
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, now)
  return true
}
