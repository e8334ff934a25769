import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import {
  connect,
  runMigrations,
  transactions,
  type Db,
} from '../../../server/platform/mongo/index.js'
import { allMigrations } from '../../../server/composition/catalogues.js'
import { figure, type Figure } from '../figure.js'
import { openProduct, type Product } from '../product.js'
import { withDatabase, type Stage } from '../stage.js'
import { paired, secondsOf } from '../statistics.js'
import { documentsOf, insertPlainly } from './import-floor.js'
import { memberFile } from './member-file.js'

const SIZES = {
  full: { rows: 1_000_000, slices: 20, warmUp: 20_000 },
  quick: { rows: 4_000, slices: 2, warmUp: 1_000 },
} as const
const RATE_BAR = 0.4
const ROWS_A_SLICE = 10_000
/** Asked directly and seldom: whoever watches takes nothing from what is measured. */
const POLL_MS = 100
const FLOOR_NAME = 'insertMany of the documents it has written, 1,000 rows a transaction'

/**
 * One file of members through upload, check and import as an operator does it: one writer, a transaction of 1,000 rows.
 * It is stopped and goes on between slices; after each slice the floor writes the same documents to another database.
 */
export async function importFigures(stage: Stage): Promise<Figure[]> {
  const { rows, slices, warmUp } = sizesOf(stage)
  const config = stage.config(stage.freshDatabase('import'), { ROLE: 'worker' })
  const product = await openProduct(config)
  const plain = await connect(withDatabase(stage.mongoUri, stage.freshDatabase('import_plain')))
  await runMigrations(plain, allMigrations)
  try {
    const operator = await logIn(product, config.secrets.adminPassword ?? '')
    await operator.importFile(memberFile({ rows: warmUp, from: rows }), {})
    const pairs: { measured: number; floor: number }[] = []
    const { checkSeconds } = await operator.importFile(memberFile({ rows, from: 0 }), {
      sliceRows: rows / slices,
      async afterSlice({ importId, from, to, seconds }) {
        const floor = await floorOf({ product, plain, importId, from, to })
        pairs.push({ measured: (to - from) / seconds, floor: (to - from) / floor })
        stage.note(
          `import: ${to} rows, ${Math.round((to - from) / seconds)}/s against ${Math.round((to - from) / floor)}/s`,
        )
      },
    })
    stage.note(`import: read, checked and previewed at ${Math.round(rows / checkSeconds)}/s`)
    await requireEqual(product.db, plain, { rows, warmUp })
    const { value, floor, ratio, worstQuartile } = paired(pairs, 'more')
    return [
      figure({
        name: `import of ${rows.toLocaleString('en-US')} members, one writer`,
        value,
        unit: 'rows/s',
        floor: { name: FLOOR_NAME, value: floor },
        ratio,
        worstQuartile,
        bar: { of: 'ratio', atLeast: RATE_BAR },
      }),
      figure({
        name: 'the same file read, checked and previewed before it',
        value: rows / checkSeconds,
        unit: 'rows/s',
        floor: { name: FLOOR_NAME, value: floor },
      }),
    ]
  } finally {
    await product.close()
    await plain.close()
  }
}

function sizesOf({ isQuick, size }: Pick<Stage, 'isQuick' | 'size'>) {
  const sizes = SIZES[isQuick ? 'quick' : 'full']
  return size === null
    ? sizes
    : { ...sizes, rows: size, slices: Math.max(1, Math.round(size / ROWS_A_SLICE)) }
}

type Slice = Readonly<{ product: Product; plain: Db; importId: string; from: number; to: number }>

/** Seconds of the writes alone: reading what is to be written does not count. */
async function floorOf({ product, plain, importId, from, to }: Slice): Promise<number> {
  const inTransaction = transactions(plain)
  let seconds = 0
  for (let first = from; first < to; first += 1_000) {
    const documents = await documentsOf(product.db, importId, { from: first, to: first + 1_000 })
    seconds += await secondsOf(() => insertPlainly(plain, inTransaction, documents))
  }
  return seconds
}

/** Neither side may save work. */
async function requireEqual(
  imported: Db,
  plain: Db,
  { rows, warmUp }: Readonly<{ rows: number; warmUp: number }>,
) {
  for (const [name, each] of [
    ['timeline', 1],
    ['evidence', 1],
    ['customers', 1],
    ['identifiers', 2],
  ] as const) {
    const [a, b] = await Promise.all(
      [imported, plain].map((db) => db.collection(name).countDocuments()),
    )
    if (a !== each * (rows + warmUp) || b !== each * rows) {
      throw new Error(`${name} holds ${a ?? 0} and ${b ?? 0} documents of ${each * rows}`)
    }
  }
}

const Session = z.object({
  status: z.string(),
  run: z.object({ rows: z.int() }),
  importId: z.string(),
})
type AfterSlice = (
  slice: Readonly<{ importId: string; from: number; to: number; seconds: number }>,
) => Promise<void>
type Options = Readonly<{ sliceRows?: number; afterSlice?: AfterSlice }>

const COLUMNS = { memberNo: 0, phone: 1, name: 2, firstDate: 3, spend: 4 }

/** An operator at the console's routes; the job that does the work is run by hand. */
export async function logIn({ app, db, hand }: Product, password: string) {
  const csrf = { 'x-huike-csrf': '1' }
  const payload = { username: 'admin', password }
  const answer = await app.inject({ method: 'POST', url: '/api/session', headers: csrf, payload })
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
  const headers = { ...csrf, cookie }
  const ask = async (method: 'GET' | 'POST', path: string, body?: object) => {
    const url = `/api/imports${path}`
    const { statusCode, body: text } = await app.inject({
      method,
      url,
      headers,
      ...(body && { payload: body }),
    })
    if (statusCode >= 300 && statusCode !== 409) {
      throw new Error(`${method} ${url}: ${statusCode} ${text.slice(0, 300)}`)
    }
    return { statusCode, text }
  }
  const stateOf = async (importId: string) =>
    Session.parse(JSON.parse((await ask('GET', `/${importId}`)).text))

  async function upload(file: Buffer): Promise<string> {
    const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="m.csv"\r\n\r\n'
    const { statusCode, body } = await app.inject({
      method: 'POST',
      url: '/api/imports?kind=members',
      headers: { ...headers, 'content-type': 'multipart/form-data; boundary=b' },
      payload: Buffer.concat([Buffer.from(head), file, Buffer.from('\r\n--b--\r\n')]),
    })
    if (statusCode !== 201) {
      throw new Error(`upload: ${statusCode} ${body.slice(0, 300)}`)
    }
    return Session.parse(JSON.parse(body)).importId
  }

  /** Answers the work, which may not be over, when so many rows are done or there is no more to do. */
  async function workUntil(importId: string, rows: number): Promise<{ work: Promise<unknown> }> {
    const documents = db.collection<{ _id: string; run: { rows: number } }>('imports')
    const work = hand.jobs()
    let isOver = false
    void work.finally(() => {
      isOver = true
    })
    for (;;) {
      const known = await documents.findOne({ _id: importId }, { projection: { run: 1 } })
      if (isOver || (known?.run.rows ?? 0) >= rows) {
        return { work }
      }
      await pause(POLL_MS)
    }
  }

  return {
    async importFile(file: Buffer, { sliceRows = Infinity, afterSlice }: Options) {
      await hand.jobs() // whatever else is due
      const importId = await upload(file)
      const settings = { source: 'bench', isTrusted: true, phonesVerified: true, mapping: COLUMNS }
      await ask('POST', `/${importId}/check`, settings)
      const checkSeconds = await secondsOf(() => hand.jobs())
      let done = 0
      for (;;) {
        await ask('POST', `/${importId}/run`)
        const startedAt = performance.now()
        const { work } = await workUntil(importId, done + sliceRows)
        await ask('POST', `/${importId}/stop`)
        await work
        const seconds = (performance.now() - startedAt) / 1_000
        const { run, status } = await stateOf(importId)
        if (status === 'failed' || run.rows === done) {
          throw new Error(`the import is ${status} at ${run.rows} rows`)
        }
        await afterSlice?.({ importId, from: done, to: run.rows, seconds })
        done = run.rows
        if (status === 'done') {
          return { checkSeconds }
        }
      }
    },
  }
}
