import http from 'node:http'
import { listenOnLoopback } from './listen.js'
import type { Order, Tape } from './tape.js'

/** Changes what a call says on its way out: for planted bugs. */
export type Rewrite = (path: string, body: Buffer) => Promise<Buffer>

type Options = Readonly<{
  rewrite?: Rewrite

  /** The sandbox. */
  target: Readonly<{ host: string; port: number }>
  tape: Tape
  judge(order: Order): Order
  onKill(): void
  onFreeze(resume: () => void): void
}>

export type HttpProxy = Readonly<{
  port: number
  /** Ends every connection; new calls are refused from now on. */
  cut(): void
  close(): Promise<void>
}>

type Reply = Readonly<{ status: number; headers: http.IncomingHttpHeaders; body: Buffer }>

/** Stands between one life and the platforms: each request is a call that may be lost, or whose answer may be. */
export async function httpProxy(options: Options): Promise<HttpProxy> {
  const { target, tape, judge, onKill, onFreeze } = options
  const agent = new http.Agent({ keepAlive: true })
  let isCut = false

  async function forward(request: http.IncomingMessage): Promise<Reply> {
    const { method, url = '', headers } = request
    const said = await bytesOf(request)
    const body = options.rewrite === undefined ? said : await options.rewrite(url, said)
    return new Promise((resolve, reject) => {
      const outgoing = http.request({ ...target, agent, method, path: url, headers }, (answer) => {
        bytesOf(answer).then(
          (bytes) =>
            resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: bytes }),
          reject,
        )
      })
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  }

  async function serve(
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    const what = `${request.method} ${apiOf(request.url)}`
    const order = isCut ? 'before' : judge(tape.take('platform', { what, isWrite: true }))
    if (order === 'before') {
      request.socket.destroy()
      return
    }
    if (order === 'freeze') {
      await new Promise<void>(onFreeze)
    }
    const reply = await forward(request)
    if (order === 'pass' || order === 'freeze') {
      const { 'transfer-encoding': _chunked, connection: _connection, ...headers } = reply.headers
      response.writeHead(reply.status, { ...headers, 'content-length': reply.body.length })
      response.end(reply.body)
      return
    }
    request.socket.destroy()
    if (order === 'kill') {
      onKill()
    }
  }

  const server = http.createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy())
  })
  server.keepAliveTimeout = 0
  const port = await listenOnLoopback(server)
  const cut = () => {
    isCut = true
    server.closeAllConnections()
  }
  return {
    port,
    cut,
    async close() {
      cut()
      agent.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The address without the ids that are minted anew in each run. */
function apiOf(url = ''): string {
  return new URL(url, 'http://sandbox').pathname.replaceAll(/[a-z]{3}_[0-9a-z]{20,}/g, ':id')
}

async function bytesOf(stream: http.IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) {
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts)
}
