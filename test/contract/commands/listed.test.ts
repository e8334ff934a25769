import fs from 'node:fs'
import path from 'node:path'
import { LISTED } from './listed.js'

const ROOT = path.resolve(__dirname, '../../..')
const { scripts } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}

test.each(Object.entries(LISTED))('%s is run by %s', (command, place) => {
  const file = path.join(__dirname, place)
  expect(fs.existsSync(file)).toBe(true)
  const isTest = place.endsWith('.ts')
  const text = isTest ? fs.readFileSync(file, 'utf8') : command
  expect(text).toContain(command.replace(/ NAME$/, ''))
})

// Guarantee: a command that the package promises is there; a typing mistake would show only to the newcomer.
test.each(Object.entries(scripts))('npm run %s names files that exist', (_name, line) => {
  const files = line.match(/(?:scripts|server)\/[\w./-]+\.(?:mjs|ts)\b/g) ?? []
  expect(files.filter((file) => !fs.existsSync(path.join(ROOT, file)))).toEqual([])
})
