import { setTimeout as pause } from 'node:timers/promises'
import { connect, type Db } from '../../server/platform/mongo/index.js'
import { audit, INVARIANTS, type Finding } from './index.js'

/** Audits the database of MONGODB_URI; exits with 1 and the offending ids when a promise is broken. Only reads. */

/** What is under way at the first look is through at the second. */
const SECOND_LOOK_MS = 5_000
const print = (text: string) => void process.stdout.write(`${text}\n`)

const db = await connect(process.env.MONGODB_URI ?? '', { appName: 'huike-audit' })
try {
  const found = await lookTwice(db)
  report(found)
  process.exitCode = found.length === 0 ? 0 : 1
} finally {
  await db.close()
}

/** Findings that stay: a running system is always in the middle of something. */
async function lookTwice(database: Db): Promise<readonly Finding[]> {
  const first = await audit(database)
  if (first.length === 0) {
    return first
  }
  await pause(SECOND_LOOK_MS)
  const before = new Set(first.map(idOf))
  return (await audit(database)).filter((finding) => before.has(idOf(finding)))
}

function idOf({ invariant, subject }: Finding): string {
  return `${invariant} ${subject}`
}

function report(found: readonly Finding[]): void {
  for (const { name, promise } of INVARIANTS) {
    const mine = found.filter(({ invariant }) => invariant === name)
    print(`${mine.length === 0 ? 'ok    ' : 'BROKEN'} ${name}: ${promise}`)
    mine.forEach(({ subject, detail }) => print(`         ${subject}: ${detail}`))
  }
  print(`\naudit: ${INVARIANTS.length} invariants, ${found.length} violations`)
}
