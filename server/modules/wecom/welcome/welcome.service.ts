import type { Clock } from '../../../platform/clock/index.js'
import { daysBefore } from '../../../platform/days/index.js'
import type { IdentifierKey } from '../../customers/index.js'
import { percentile } from './welcome.domain.js'
import type { Welcomes } from './welcomes.repository.js'

export type WelcomeService = ReturnType<typeof welcomeService>
export function welcomeService({ welcomes, clock }: { welcomes: Welcomes; clock: Clock }) {
  return {
    /**
     * The last 24 hours: how many were sent, how many came too late or were refused and when the first of these, and how
     * long it took.
     */
    async figures() {
      const recent = await welcomes.since(daysBefore(clock.now(), 1))
      const sent = recent.filter(({ outcome }) => outcome.startsWith('sent'))
      // Whom we skip wishes it so: nothing was missed.
      const missed = recent.filter(({ outcome }) => outcome === 'expired' || outcome === 'failed')
      const expired = missed.filter(({ outcome }) => outcome === 'expired').length
      const latencies = sent.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b)
      return {
        sent: sent.length,
        expired,
        failed: missed.length - expired,
        firstMissedAt: missed.at(-1)?.at ?? null,
        p50Ms: percentile(latencies, 0.5),
        p99Ms: percentile(latencies, 0.99),
      }
    },

    /** The newest welcome of a customer's identifiers. */
    newestOf: (keys: readonly IdentifierKey[]) => welcomes.newestOf(keys),
  }
}
