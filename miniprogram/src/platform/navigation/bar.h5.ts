import type { BarMeasures } from './bar.types'

/** A browser has its own bars. */
export const barMeasures = (): BarMeasures => ({ statusPx: 0, capsulePx: 0 })
