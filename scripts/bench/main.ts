import os from 'node:os'
import { BENCHES, readArguments } from './catalogue.js'
import type { Report } from './figure.js'
import { machine } from './machine.js'
import { asJson, asMarkdown, asTable, type Result } from './print.js'
import { openStage } from './stage.js'

// Started by scripts/bench.mjs, which gives it a store and a temporary folder.

const wanted = readArguments(process.argv.slice(2))
const {
  BENCH_FOLDER: folder = os.tmpdir(),
  BENCH_MONGODB_URI: mongoUri = '',
  BENCH_OWN_MONGODB_URI: ownUri,
  BENCH_OWN_MONGOD: ownPid,
} = process.env
const note = (text: string) => void process.stderr.write(`${text}\n`)
const ownMongod = ownUri === undefined ? null : { uri: ownUri, pid: Number(ownPid) }
const stage = await openStage({ folder, mongoUri, ownMongod, note, ...wanted })
process.on('disconnect', () => process.exit(1))
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => process.exit(1))
}

const reports: Report[] = []
try {
  for (const name of wanted.names) {
    const startedAt = performance.now()
    const figures = (await BENCHES[name]?.(stage)) ?? []
    reports.push({ bench: name, seconds: (performance.now() - startedAt) / 1_000, figures })
  }
} catch (error) {
  note(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
} finally {
  await stage.close()
}
if (process.exitCode === 1) {
  process.exit()
}
const command = ['npm run bench --', ...process.argv.slice(2)].join(' ')
const isMet = reports.every(({ figures }) => figures.every((one) => one.isMet !== false))
const result: Result = {
  command,
  date: new Date().toISOString().slice(0, 10),
  machine: await machine(mongoUri),
  isQuick: wanted.isQuick,
  isMet,
  reports,
}
const printed = { table: asTable, json: asJson, markdown: asMarkdown }[wanted.form](result)
process.stdout.write(`${printed}\n`)
process.exit(isMet || wanted.isQuick ? 0 : 1)
