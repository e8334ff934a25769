import readline from 'node:readline'
import { CALL_BUDGETS, CIRCUIT_RULES } from '../../../server/composition/call-budgets.js'
import { platforms } from '../../../server/composition/platforms.js'
import { loadConfig } from '../../../server/config.js'
import { systemClock } from '../../../server/platform/clock/index.js'
import { piiCipher } from '../../../server/platform/crypto/index.js'
import { AppError } from '../../../server/platform/errors/index.js'
import { createLog } from '../../../server/platform/log/index.js'
import { createMetrics } from '../../../server/platform/metrics/index.js'
import { CHUNK_LIFE_MS } from '../../../server/platform/rate-budget/index.js'
import { connect } from '../../../server/platform/mongo/index.js'

/** A process that does nothing but call WeCom, as often as each line on its input says. */

/** How many calls went through, and with which of our codes the others failed. */
export type Calls = Readonly<{ ok: number; failed: Readonly<Record<string, number>> }>

const HOUR_MS = 3_600_000
const hourly = Number(process.env['HOURLY_CALLS'])

async function main(): Promise<void> {
  const config = loadConfig(process.env)
  const { uri, dbName } = config.mongo
  const db = await connect(uri, dbName === undefined ? {} : { dbName })
  const api = [{ limit: hourly + 1, burst: hourly, windowMs: HOUR_MS }]
  const { wecom } = platforms({
    config,
    db,
    cipher: piiCipher(config.secrets.piiKeys),
    clock: systemClock,
    log: createLog({ level: 'silent' }),
    metrics: createMetrics(),
    limits: {
      callBudgets: { ...CALL_BUDGETS, wecom: { ...CALL_BUDGETS.wecom, api } },
      circuit: CIRCUIT_RULES,
      callChunkMs: CHUNK_LIFE_MS,
    },
  })
  const say = (text: string) => process.stdout.write(`${text}\n`)

  async function callOften(count: number): Promise<Calls> {
    const failed: Record<string, number> = {}
    const calls = Array.from({ length: count }, () =>
      wecom.listFollowStaff().catch((error: unknown) => {
        const code = error instanceof AppError ? error.code : String(error)
        failed[code] = (failed[code] ?? 0) + 1
        return null
      }),
    )
    const ok = (await Promise.all(calls)).filter((answer) => answer !== null).length
    return { ok, failed }
  }

  say('ready')
  for await (const line of readline.createInterface(process.stdin)) {
    say(JSON.stringify(await callOften(Number(line))))
  }
  process.exit(0)
}

void main()
