import http from 'node:http'

export type Received = Readonly<{
  at: number
  path: string
  query: URLSearchParams
  headers: http.IncomingHttpHeaders
  body: string
}>

export type Answer = Readonly<{ status: number; body?: string }> | 'hang' | 'cut'

export type Receiver = Readonly<{
  url: string
  received: Received[]
  /** Decides from now on what is answered; the default is 200 `success`. */
  answerWith(answer: (request: Received, count: number) => Answer): void
  close(): Promise<void>
}>

/** A small server in place of ours: it records what the sandbox sends. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = []
  let answer: (request: Received, count: number) => Answer = () => ({ status: 200 })
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://receiver')
      const one: Received = {
        at: Date.now(),
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      }
      received.push(one)
      const wanted = answer(one, received.length)
      if (wanted === 'cut') {
        request.socket.destroy()
      } else if (wanted !== 'hang') {
        response.writeHead(wanted.status).end(wanted.body ?? 'success')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    answerWith: (next) => {
      answer = next
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Waits for a condition; fails with its name at the deadline. */
export async function until(
  name: string,
  condition: () => boolean | Promise<boolean>,
  deadlineMs = 15_000,
): Promise<void> {
  const end = Date.now() + deadlineMs
  while (!(await condition())) {
    if (Date.now() > end) {
      throw new Error(`not within ${deadlineMs} ms: ${name}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
