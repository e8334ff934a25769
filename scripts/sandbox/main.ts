import { errorOf } from './http/error-of.js'
import { createSandbox } from './index.js'

const DEFAULT_PORT = 3_100

const {
  SANDBOX_PORT: port = String(DEFAULT_PORT),
  SANDBOX_DATA_DIR: dataDir,
  SANDBOX_SERVER_URL: serverUrl,
} = process.env

function fail(message: string): never {
  process.stderr.write(`sandbox: ${message}\n`)
  process.exit(1)
}

if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
  fail(`SANDBOX_PORT is not a port: ${port}`)
}

const sandbox = await createSandbox({
  port: Number(port),
  ...(dataDir === undefined || dataDir === '' ? {} : { dataDir }),
  ...(serverUrl === undefined || serverUrl === ''
    ? {}
    : {
        targets: { wecom: `${serverUrl}/callbacks/wecom`, mini: `${serverUrl}/callbacks/mini` },
        sidebarUrl: `${serverUrl}/sidebar/`,
      }),
}).catch((error: unknown) => fail(errorOf(error).message))

process.stdout.write(`WeChat sandbox: ${sandbox.url}\n`)

let stopping = false
function stop(): void {
  if (stopping) {
    return
  }
  stopping = true
  sandbox.close().then(
    () => process.exit(0),
    (error: unknown) => fail(String(error)),
  )
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
// A killed parent must not leave this process on its port.
process.on('disconnect', stop)
