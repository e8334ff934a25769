// npm run api: writes the types of the HTTP interface for both front ends, from the zod schemas, without a database.
// `--check` changes nothing and fails when they are out of date.
import fs from 'node:fs'
import path from 'node:path'
import openapiTS, { astToString } from 'openapi-typescript'
import { describeApi } from './describe-api.js'

const ROOT = path.resolve(import.meta.dirname, '..')
const FILES = ['server/web/shared/api-types.d.ts', 'miniprogram/src/platform/api/api-types.d.ts']
const HEAD = '// Made by `npm run api`. Do not edit.\n'

const isCheck = process.argv.includes('--check')
const text = HEAD + astToString(await openapiTS(JSON.stringify(await describeApi())))

for (const file of FILES) {
  const target = path.join(ROOT, file)
  const isCurrent = fs.existsSync(target) && fs.readFileSync(target, 'utf8') === text
  if (isCheck && !isCurrent) {
    process.stderr.write(`${file} is out of date: npm run api\n`)
    process.exitCode = 1
  }
  if (!isCheck && !isCurrent) {
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.writeFileSync(target, text)
    process.stdout.write(`${file} written\n`)
  }
}
