import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

const JEST = 'node_modules/jest/bin/jest.js'

/**
 * Runs jest over some folders and answers its result file; `result` is null when there is none, because jest itself
 * failed or did not end in time. Each run has databases of its own (HUIKE_TEST_SUITE is part of their names).
 */
export function runJest(
  { name, workers, paths, except = [] },
  { root, folder, limitMs, isPrefixed },
) {
  const file = path.join(folder, `${name}.json`)
  fs.rmSync(file, { force: true })
  const report = ['--json', `--outputFile=${file}`, '--silent=false']
  const left = except.map((path) => `--testPathIgnorePatterns=/${path}`)
  // the paths first: jest takes what follows a pattern to leave out as one more of them
  const args = [JEST, ...paths, ...report, `--maxWorkers=${workers}`, '--forceExit', ...left]
  const env = { ...process.env, HUIKE_TEST_SUITE: name, FORCE_COLOR: '0' }
  const child = spawn(process.execPath, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const prefix = isPrefixed ? `[${name}] ` : ''
  forwardLines(child.stderr, (line) => process.stderr.write(`${prefix}${line}\n`))
  let isOverTime = false
  const timer = setTimeout(() => {
    isOverTime = true
    child.kill('SIGKILL')
  }, limitMs)
  return new Promise((resolve) => {
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      const result = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : null
      resolve({ name, paths, how: isOverTime ? 'no end in time' : (code ?? signal), result })
    })
  })
}

/** Whole lines only, so that runs side by side do not mix inside one. */
function forwardLines(stream, onLine) {
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (data) => {
    const lines = (rest + data).split('\n')
    rest = lines.pop() ?? ''
    lines.forEach(onLine)
  })
  stream.on('end', () => rest !== '' && onLine(rest))
}
