import { spawn, type ChildProcess } from 'node:child_process'
import http from 'node:http'
import path from 'node:path'
import { until } from './support/receiver.js'

const root = path.resolve(__dirname, '../../..')
const running: ChildProcess[] = []

type Run = { child: ChildProcess; output: () => string; ended: Promise<number | null> }

function start(environment: Record<string, string>): Run {
  const args = ['--import', 'tsx', 'scripts/sandbox/main.ts']
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  running.push(child)
  let text = ''
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  return { child, output: () => text, ended }
}
const address = ({ child, output }: Run) =>
  new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output())?.[0]
      if (url !== undefined) {
        resolve(url)
      }
    })
    child.on('close', () => reject(new Error(output())))
  })

afterEach(() => {
  running.splice(0).forEach((child) => child.kill('SIGKILL'))
})

test('given a server address, then callbacks and sidebar point at it; SIGTERM ends it with 0', async () => {
  const run = start({ SANDBOX_PORT: '0', SANDBOX_SERVER_URL: 'http://127.0.0.1:9' })
  const url = await address(run)
  const settings = (await (await fetch(`${url}/control/targets`)).json()) as unknown
  expect(settings).toMatchObject({
    targets: {
      wecom: 'http://127.0.0.1:9/callbacks/wecom',
      mini: 'http://127.0.0.1:9/callbacks/mini',
    },
    sidebarUrl: 'http://127.0.0.1:9/sidebar/',
  })
  run.child.kill('SIGTERM')
  expect(await run.ended).toBe(0)
})

// Guarantee: a killed parent leaves nothing on its port.
test('given a parent that goes away, then the sandbox ends by itself', async () => {
  const run = start({ SANDBOX_PORT: '0' })
  await address(run)
  run.child.disconnect()
  expect(await run.ended).toBe(0)
})

test('given a taken port, then it says which one and ends with 1', async () => {
  const other = http.createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const taken = other.address()
  const port = typeof taken === 'object' && taken !== null ? taken.port : 0
  const run = start({ SANDBOX_PORT: String(port) })
  expect(await run.ended).toBe(1)
  await until('the reason', () => run.output().includes(`port ${port} is taken`))
  other.close()
})
