import { spawn } from 'node:child_process'

const MAX_LINES = 60 // of the output of a command that failed

/**
 * Runs a command to its end and answers its output; rejects with the output when it fails. The child gets no input.
 * `onLine` sees each line as it comes.
 */
export function runCommand(command, { cwd, env = process.env, onLine } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { cwd, env, shell: true, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let rest = ''
    const take = (data) => {
      output += data
      if (onLine !== undefined) {
        const lines = (rest + data).split('\n')
        rest = lines.pop() ?? ''
        lines.forEach(onLine)
      }
    }
    child.stdout.setEncoding('utf8').on('data', take)
    child.stderr.setEncoding('utf8').on('data', take)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (rest !== '') {
        onLine?.(rest)
      }
      if (code === 0) {
        resolve(output)
      } else {
        const end = output.trimEnd().split('\n').slice(-MAX_LINES).join('\n')
        reject(new Error(`${command} ended with ${code ?? signal}\n${end}`))
      }
    })
  })
}
