import { parseArgs } from 'node:util'
import { bills } from './bills/bills.js'
import type { Figure } from './figure.js'
import { growth } from './growth/growth.js'
import { hotStock } from './hot-stock/hot-stock.js'
import { AREA_NAMES, identity } from './identity/identity.js'
import { ingest } from './ingest/ingest.js'
import { memory } from './memory/memory.js'
import { orders } from './orders/orders.js'
import { pipeline } from './pipeline/pipeline.js'
import type { Stage } from './stage.js'
import { welcome } from './welcome/welcome.js'

/** Measures one thing on this machine. */
export type Bench = (stage: Stage) => Promise<readonly Figure[]>

export const BENCHES: Readonly<Record<string, Bench>> = {
  ingest,
  pipeline,
  welcome,
  memory,
  growth,
  identity,
  'hot-stock': hotStock,
  orders,
  bills,
}

const USAGE = `npm run bench -- ${Object.keys(BENCHES).join('|')}|all [--quick] [--json] [--markdown] [--area ${AREA_NAMES.join('|')}] [--size N]`

export type Wanted = Readonly<{
  names: readonly string[]
  /** Seconds instead of minutes: shows that a bench runs, not how fast the product is. */
  isQuick: boolean
  /** Of `identity`: which areas; null for all of them. */
  areas: readonly string[] | null
  /** Of `identity` and `bills`: identifiers, people or rows instead of a million. */
  size: number | null
  form: 'table' | 'json' | 'markdown'
}>

/** Reads the command line. Throws with how to write it. */
export function readArguments(args: readonly string[]): Wanted {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
      area: { type: 'string', multiple: true },
      size: { type: 'string' },
    },
  })
  const names = positionals.includes('all') ? Object.keys(BENCHES) : positionals
  if (names.length === 0 || names.some((name) => !Object.hasOwn(BENCHES, name))) {
    throw new Error(USAGE)
  }
  const { area: areas = null } = values
  const size = values.size === undefined ? null : Number(values.size)
  const isStrange = areas?.some((area) => !AREA_NAMES.includes(area)) ?? false
  if (isStrange || (size !== null && !(Number.isInteger(size) && size > 0))) {
    throw new Error(USAGE)
  }
  const form = values.json ? 'json' : values.markdown ? 'markdown' : 'table'
  return { names, isQuick: values.quick, areas, size, form }
}
