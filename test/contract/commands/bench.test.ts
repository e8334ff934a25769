import { z } from 'zod'
import { runCommand } from './run-command.js'

const BENCH_MS = 600_000

/** What `all` runs, one after the other. */
const ALONE = [
  'npm run bench -- ingest',
  'npm run bench -- pipeline',
  'npm run bench -- welcome',
  'npm run bench -- memory',
  'npm run bench -- growth',
  'npm run bench -- identity',
  'npm run bench -- hot-stock',
  'npm run bench -- orders',
  'npm run bench -- bills',
]

const positive = z.number().positive()
const Figure = z.strictObject({
  name: z.string().min(5),
  value: z.number().min(0),
  unit: z.string().min(1),
  floor: z.strictObject({ name: z.string().min(5), value: positive }),
  ratio: z.number().min(0),
  worstQuartile: positive.nullable(),
  bar: z
    .strictObject({
      of: z.enum(['ratio', 'value']),
      atMost: z.number().optional(),
      atLeast: z.number().optional(),
    })
    .nullable(),
  isMet: z.boolean().nullable(),
})
const Result = z.strictObject({
  command: z.string(),
  date: z.iso.date(),
  machine: z.strictObject({
    cpu: z.string(),
    cores: z.int().positive(),
    memoryGib: positive,
    system: z.string(),
    node: z.string(),
    mongodb: z.string(),
  }),
  isQuick: z.literal(true),
  isMet: z.boolean(),
  reports: z.array(
    z.strictObject({ bench: z.string(), seconds: positive, figures: z.array(Figure).min(1) }),
  ),
})

// Guarantee: one JSON object on standard output, and in it every figure has its unit and a floor from the same run.
test(
  'npm run bench -- all --quick --json: every bench runs and says what it measured',
  async () => {
    const { code, stdout, output } = await runCommand('npm run bench -- all --quick --json')
    expect(code === 0 ? 'all well' : output).toBe('all well')
    const result = Result.parse(JSON.parse(stdout.slice(stdout.indexOf('{'))))
    expect(result.reports.map(({ bench }) => `npm run bench -- ${bench}`)).toEqual(ALONE)
    const unjudged = result.reports.filter(({ figures }) =>
      figures.every(({ bar }) => bar === null),
    )
    expect(unjudged).toEqual([])
  },
  BENCH_MS,
)

test('npm run bench: asks which one, and measures nothing', async () => {
  const { code, output } = await runCommand('npm run bench')
  expect(code).toBe(1)
  expect(output).toContain(
    'ingest|pipeline|welcome|memory|growth|identity|hot-stock|orders|bills|all',
  )
}, 120_000)
