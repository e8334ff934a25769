import { healthRoutes, healthService } from '../modules/insights/index.js'
import type { Log } from '../platform/log/index.js'
import { healthSources, type HealthParts } from './health-sources.js'
import { watchStored, type StoredParts } from './stored-metrics.js'

/** What does not answer by then is shown as unread: the page is asked for every ten seconds. */
const WITHIN_MS = 3_000

type Parts = HealthParts & Omit<StoredParts, 'sources'> & Readonly<{ log: Log }>

/** `/metrics` and the health page read the same figures; one says them in numbers, the other in words. */
export function healthOf(parts: Parts) {
  const { clock, log } = parts
  const sources = healthSources(parts)
  watchStored({ ...parts, sources })
  const onError = (error: unknown) => log.warn({ err: error }, 'a part of the health is not known')
  return healthRoutes(healthService({ sources, clock, withinMs: WITHIN_MS, onError }))
}
