import { Counter, Gauge, type Registry } from 'prom-client'
import type { Metrics } from './index.js'

type Budget = Readonly<{ platform: string; api: string; used: number; closedForMs: number }>
type Circuit = Readonly<{ platform: string; state: 'closed' | 'open' | 'half-open' }>

type Sources = Readonly<{
  budgets(): Promise<readonly Budget[]>
  circuits(): readonly Circuit[]
}>

export type PlatformCallMetrics = ReturnType<typeof platformCallMetrics>

const MS_PER_S = 1_000
const CIRCUIT_VALUE = { closed: 0, 'half-open': 0.5, open: 1 } as const

/** Metrics about calls to platforms beyond their number and duration: what held them back. */
export function platformCallMetrics(metrics: Pick<Metrics, 'registry' | 'watchStored'>) {
  const registers = [metrics.registry]
  return {
    /** `spent`, `closed` (the platform asked for a pause) or `circuit-open`. */
    held: new Counter({
      name: 'huike_platform_calls_held_total',
      help: 'Calls to WeChat platforms that were not made, by reason',
      labelNames: ['platform', 'api', 'reason'] as const,
      registers,
    }),
    tokenRefreshes: new Counter({
      name: 'huike_platform_token_refreshes_total',
      help: 'Tokens and tickets fetched from WeChat platforms, by outcome',
      labelNames: ['platform', 'token', 'outcome'] as const,
      registers,
    }),
    configErrors: new Counter({
      name: 'huike_platform_config_errors_total',
      help: 'Answers of WeChat platforms that refuse our settings',
      labelNames: ['platform', 'code'] as const,
      registers,
    }),
    watch(sources: Sources): void {
      watchCircuits(registers, sources)
      watchBudgets(metrics, sources)
    },
  }
}

function watchCircuits(registers: Registry[], { circuits }: Sources): void {
  const state: Gauge<'platform'> = new Gauge({
    name: 'huike_platform_circuit_open',
    help: 'Circuit of a platform in this process: 0 closed, 0.5 trying, 1 open',
    labelNames: ['platform'] as const,
    registers,
    collect() {
      for (const circuit of circuits()) {
        state.set({ platform: circuit.platform }, CIRCUIT_VALUE[circuit.state])
      }
    },
  })
}

function watchBudgets({ watchStored }: Pick<Metrics, 'watchStored'>, { budgets }: Sources): void {
  const [used, closed] = ['huike_call_budget_used_ratio', 'huike_call_budget_closed_seconds']
  const labels = ['platform', 'api']
  const part = 'Part of the call budget that is spent, of all processes; API * is the whole account'
  const pause = 'How long a platform still wants no calls of this API'
  watchStored({
    source: 'call_budgets',
    gauges: [
      { name: used, help: part, labels },
      { name: closed, help: pause, labels },
    ],
    async read() {
      return (await budgets()).flatMap(({ platform, api, ...budget }) => [
        { name: used, labels: { platform, api }, value: budget.used },
        { name: closed, labels: { platform, api }, value: budget.closedForMs / MS_PER_S },
      ])
    },
  })
}
