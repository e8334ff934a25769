import type { Bench } from '../catalogue.js'
import { importFigures } from './import.js'

/** Who is who at size. */
export const identity: Bench = async (stage) => await importFigures(stage)
