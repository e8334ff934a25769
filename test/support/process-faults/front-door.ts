import http from 'node:http'

export type FrontDoor = Readonly<{
  url: string
  /** Requests whose connection broke after they had reached a process: what a client sees as a failure. */
  broken(): number
  close(): Promise<void>
}>

type Options = Readonly<{
  /** Where the `api` processes listen. */
  ports: readonly number[]
  port: number
}>

/** Longer than any platform waits, and than a process is frozen. */
const ANSWER_MS = 10_000

/**
 * The reverse proxy in front of the `api` processes, in turn: a process that refuses the connection is passed over, a
 * connection that breaks or says nothing for 10 s breaks the caller's too. A connection of its own per request, as no
 * proxy knows whether a kept one is just being closed.
 */
export async function frontDoor({ ports, port }: Options): Promise<FrontDoor> {
  let turn = 0
  let broken = 0

  function forward(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    body: Buffer,
    left: readonly number[],
  ): void {
    const [target, ...others] = left
    if (target === undefined) {
      response.writeHead(502).end()
      return
    }
    const { method, url, headers } = request
    const options = { host: '127.0.0.1', port: target, method, path: url, headers, agent: false }
    let isConnected = false
    const onward = http.request(options, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.on('error', () => response.destroy())
      answer.pipe(response)
    })
    onward.on('socket', (socket) => {
      socket.once('connect', () => {
        isConnected = true
      })
    })
    onward.setTimeout(ANSWER_MS, () => onward.destroy(new Error('no answer in time')))
    onward.on('error', () => {
      if (!isConnected) {
        forward(request, response, body, others)
        return
      }
      broken += 1
      response.destroy()
    })
    onward.end(body)
  }

  const server = http.createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      turn += 1
      const order = ports.map((_, i) => ports[(turn + i) % ports.length] ?? 0)
      forward(request, response, Buffer.concat(parts), order)
    })
    request.on('error', () => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host: '127.0.0.1' }, resolve)
  })
  return {
    url: `http://127.0.0.1:${port}`,
    broken: () => broken,
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
