import fs from 'node:fs'
import path from 'node:path'
import { ROOT } from '../setup/project.mjs'

/** Text files in which a newcomer finds commands. */
const PROMISING = ['README.md', 'README.zh.md', 'CONTRIBUTING.md']
const LISTED = path.join(ROOT, 'test/contract/commands')
const EXCEPTED = new Set(['test', 'check', 'format', 'dev', 'soak'])
const COMMAND = /\bnpm (?:run [\w:-]+|start|test)(?: -- [^\n`#|)]*)?/g

/**
 * Every script of package.json and every command that README and CONTRIBUTING promise is listed in
 * test/contract/commands, whose tests run them. Throws with what is missing.
 */
export async function commandProblems() {
  const listed = textOf(LISTED)
  const missing = [...scriptCommands(), ...promisedCommands()].filter(
    ({ command }) => !listed.includes(`'${command}'`),
  )
  if (missing.length > 0) {
    const lines = missing.map(({ command, where }) => `  '${command}' (${where})`)
    throw new Error(
      `not listed in test/contract/commands, whose tests run every command:\n${lines.join('\n')}`,
    )
  }
}

function scriptCommands() {
  const { scripts } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'))
  return Object.keys(scripts)
    .filter((name) => !EXCEPTED.has(name))
    .map((name) => ({ command: commandOf(name), where: 'package.json' }))
}

function promisedCommands() {
  return PROMISING.filter((file) => fs.existsSync(path.join(ROOT, file))).flatMap((where) =>
    [...fs.readFileSync(path.join(ROOT, where), 'utf8').matchAll(COMMAND)]
      .map(([command]) => ({ command: command.trim(), where }))
      .filter(({ command }) => !EXCEPTED.has(nameOf(command))),
  )
}

const commandOf = (name) => (name === 'start' ? 'npm start' : `npm run ${name}`)
const nameOf = (command) => command.replace(/^npm (run )?/, '').split(' ')[0]

function textOf(folder) {
  if (!fs.existsSync(folder)) {
    return ''
  }
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
    .join('\n')
}
