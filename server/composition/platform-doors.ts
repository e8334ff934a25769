import type { Config } from '../config.js'
import { miniCodeRules } from '../integrations/wechat-mini/index.js'
import { payCodeRules } from '../integrations/wechat-pay/index.js'
import { wecomCodeRules } from '../integrations/wecom/index.js'
import type { Limits } from '../limits.js'
import { callAlarms, type CallAlarm } from '../platform/call-alarms/index.js'
import { guardedClient, type CodeRules } from '../platform/call-guard/index.js'
import type { CallLog } from '../platform/call-log/index.js'
import { circuitBreaker, type CircuitHealth } from '../platform/circuit-breaker/index.js'
import type { Clock } from '../platform/clock/index.js'
import { httpClient } from '../platform/http-client/index.js'
import type { Log } from '../platform/log/index.js'
import { countCall, type Metrics } from '../platform/metrics/index.js'
import type { PlatformCallMetrics } from '../platform/metrics/platform-calls.js'
import type { Db } from '../platform/mongo/index.js'
import {
  bucketStore,
  callBudget,
  type BudgetUse,
  type PlatformLimits,
  type Priority,
} from '../platform/rate-budget/index.js'

type Parts = Readonly<{
  config: Config
  db: Db
  clock: Clock
  log: Log
  metrics: Metrics
  counters: PlatformCallMetrics
  limits: Pick<Limits, 'callBudgets' | 'callChunkMs' | 'circuit'>
  callLog: CallLog
}>

type Door = Readonly<{
  /** For log and metrics: `wecom`. */
  platform: string
  account: string
  baseUrl: string
  budget: PlatformLimits
  rules: CodeRules
}>

export type PlatformHealth = Readonly<{
  platform: string
  /** As this process sees it. */
  circuit: CircuitHealth
  /** How much of the calls it allows are spent, and which APIs it wants to be left alone; of all processes. */
  budgets: readonly BudgetUse[]
  /** Settings that the platform refused lately, whichever process met it. */
  alarms: readonly CallAlarm[]
}>

/** An alarm that has not been raised again for this long is over. */
const ALARM_MS = 3_600_000

/** One guarded way to each platform: pool, budget and circuit are shared by all who call it. */
export function platformDoors(parts: Parts) {
  const { config, db, log, metrics, counters, limits } = parts
  const alarms = callAlarms({ db })
  const store = bucketStore(db)
  const onError = (error: unknown) => log.warn({ err: error }, 'not noted about a platform call')

  function doorTo({ platform, account, baseUrl, budget: own, rules }: Door) {
    const { clock, callLog } = parts
    const http = httpClient({ platform, baseUrl, callLog, onCall: countCall(metrics), clock })
    const budget = callBudget({
      ...{ store, platform, account, limits: own },
      chunkLifeMs: limits.callChunkMs,
    })
    const circuit = circuitBreaker({
      rules: limits.circuit,
      onChange: (health) => log.warn({ platform, ...health }, 'circuit of a platform changed'),
    })
    const open = (priority: Priority) =>
      guardedClient({
        ...{ platform, http, circuit, budget, priority, rules, onError },
        onHeld: (held) => counters.held.inc(held),
        onConfigError(alarm) {
          counters.configErrors.inc({ platform, code: alarm.code })
          log.error(alarm, 'a platform refuses our settings')
          void alarms.raise(alarm).catch(onError)
        },
      })
    const both = { interactive: open('interactive'), background: open('background') }
    return { ...both, platform, circuit, budget, close: () => http.close() }
  }

  const { wecom, mini, pay } = config
  const doors = {
    wecom: doorTo({
      platform: 'wecom',
      account: wecom.corpId,
      baseUrl: wecom.apiBase,
      budget: limits.callBudgets.wecom,
      rules: wecomCodeRules,
    }),
    mini: doorTo({
      platform: 'wechat-mini',
      account: mini.appId,
      baseUrl: mini.apiBase,
      budget: limits.callBudgets.mini,
      rules: miniCodeRules,
    }),
    pay: doorTo({
      platform: 'wechat-pay',
      account: pay.mchId,
      baseUrl: pay.apiBase,
      budget: limits.callBudgets.pay,
      rules: payCodeRules,
    }),
  }
  const all = Object.values(doors)
  const budgets = async () => {
    const uses = all.map(async ({ platform, budget }) =>
      (await budget.use()).map((use) => ({ ...use, platform })),
    )
    return (await Promise.all(uses)).flat()
  }
  counters.watch({
    budgets,
    circuits: () => all.map(({ platform, circuit }) => ({ platform, ...circuit.health() })),
  })

  return {
    ...doors,
    async health(): Promise<readonly PlatformHealth[]> {
      const [uses, raised] = await Promise.all([budgets(), alarms.recent(ALARM_MS)])
      return all.map(({ platform, circuit }) => ({
        platform,
        circuit: circuit.health(),
        budgets: uses.filter((use) => use.platform === platform),
        alarms: raised.filter((alarm) => alarm.platform === platform),
      }))
    },
    close: () => Promise.all(all.map((door) => door.close())),
  }
}
