import { createServer, type Server } from 'node:http'
import {
  createServer as createSocketServer,
  type AddressInfo,
  type Server as Sockets,
} from 'node:net'
import { ringCallLog, type CallRecord } from '../../../../server/platform/call-log/index.js'
import { httpClient, type HttpClient } from '../../../../server/platform/http-client/index.js'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

async function listening(server: Server | Sockets): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve)
        if ('closeAllConnections' in server) {
          server.closeAllConnections()
        }
      }),
  )
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function clientOf(baseUrl: string) {
  const calls: CallRecord[] = []
  const logged: unknown[] = []
  const callLog = ringCallLog({ log: { debug: (fields) => logged.push(fields) } })
  const http: HttpClient = httpClient({
    platform: 'test',
    baseUrl,
    callLog,
    onCall: (call) => calls.push(call),
  })
  closing.push(() => http.close())
  return { http, calls, callLog, logged }
}

test('sends the very bytes below the base path and gives back status, headers and body', async () => {
  const seen: unknown[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      seen.push([request.method, request.url, Buffer.concat(chunks).toString()])
      response.writeHead(404, { 'Request-ID': 'req-1', 'X-Two': ['a', 'b'] }).end('{"a": 1.0}')
    })
  })
  const { http, calls } = clientOf(`${await listening(server)}/qyapi/`)
  const answer = await http.send({
    api: 'x/y',
    method: 'POST',
    path: '/v3/x?a=%2B',
    body: '{"茶":1.0}',
  })
  expect(seen).toEqual([['POST', '/qyapi/v3/x?a=%2B', '{"茶":1.0}']])
  expect(answer).toMatchObject({ status: 404, headers: { 'request-id': 'req-1', 'x-two': 'a' } })
  expect(answer.body.toString()).toBe('{"a": 1.0}')
  const call = { platform: 'test', api: 'x/y', outcome: 'refused', code: '404', requestId: 'req-1' }
  expect(calls).toEqual([expect.objectContaining(call)])
})

test('a port that nobody listens on: surely not arrived', async () => {
  const gone = createServer()
  const url = await listening(gone)
  await Promise.all(closing.splice(0).map((close) => close()))
  const { http, calls } = clientOf(url)
  await expect(
    http.send({ api: 'x', method: 'POST', path: '/', body: '{}' }),
  ).rejects.toMatchObject({ name: 'HttpFailure', kind: 'unreachable' })
  expect(calls).toMatchObject([{ outcome: 'unreachable' }])
})

test('a host that does not exist: surely not arrived', async () => {
  const { http } = clientOf('http://nobody.invalid')
  await expect(http.send({ api: 'x', method: 'GET', path: '/' })).rejects.toMatchObject({
    kind: 'unreachable',
  })
})

test('no answer in time: may have arrived', async () => {
  let arrived = 0
  const server = createServer(() => {
    arrived += 1
  })
  const { http, calls } = clientOf(await listening(server))
  const call = { api: 'x', method: 'GET', path: '/', timeoutMs: 200 } as const
  await expect(http.send(call)).rejects.toMatchObject({ kind: 'timeout' })
  expect(arrived).toBe(1)
  expect(calls).toMatchObject([{ outcome: 'timeout' }])
})

test.each([
  ['before a byte of the answer', ''],
  ['in the headers', 'HTTP/1.1 200 OK\r\nContent-Le'],
  ['in the body', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"errcode":0'],
])('a connection that breaks %s: may have arrived', async (_where, sent) => {
  const server = createSocketServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end(sent))
  })
  const { http } = clientOf(await listening(server))
  await expect(http.send({ api: 'x', method: 'GET', path: '/' })).rejects.toMatchObject({
    kind: 'cut',
  })
})

test('an answer without end is cut at its limit', async () => {
  const server = createServer((_request, response) => {
    const chunk = Buffer.alloc(1024 * 1024)
    const more = () => {
      let hasRoom = true
      while (hasRoom && !response.destroyed) {
        hasRoom = response.write(chunk)
      }
      response.once('drain', more)
    }
    more()
  })
  const { http } = clientOf(await listening(server))
  await expect(http.send({ api: 'x', method: 'GET', path: '/' })).rejects.toMatchObject({
    kind: 'cut',
  })
})

test('a redirect is not followed', async () => {
  const server = createServer((_request, response) => {
    response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
  })
  const { http } = clientOf(await listening(server))
  expect(await http.send({ api: 'x', method: 'GET', path: '/' })).toMatchObject({ status: 302 })
})

test('connections are kept alive', async () => {
  const ports = new Set<number | undefined>()
  const server = createServer((request, response) => {
    ports.add(request.socket.remotePort)
    response.end('{}')
  })
  const { http } = clientOf(await listening(server))
  for (let i = 0; i < 20; i += 1) {
    await http.send({ api: 'x', method: 'GET', path: '/' })
  }
  expect(ports.size).toBeLessThanOrEqual(2) // of 20 calls
})

// Guarantee: no token, phone or openid reaches the call log, even when a caller names the API badly.
test('the call log holds names and codes only', async () => {
  const server = createServer((_request, response) => {
    response.end('{"errcode":40003,"errmsg":"13800138000"}')
  })
  const { http, callLog, logged } = clientOf(await listening(server))
  await http.send({
    api: 'user/get?access_token=SECRET&phone=13800138000',
    method: 'GET',
    path: '/cgi-bin/user/get?access_token=SECRET',
    readCode: () => '40003 hint: [SECRET]',
  })
  expect(callLog.recent()).toMatchObject([{ api: 'user/get', code: '40003' }])
  expect(JSON.stringify([callLog.recent(), logged])).not.toMatch(/SECRET|138/)
})

test('the call log keeps the newest calls within its bound', () => {
  const callLog = ringCallLog({ log: { debug: () => undefined }, size: 3 })
  for (let i = 1; i <= 5; i += 1) {
    callLog.record({ platform: 'p', api: `a${i}`, at: new Date(), durationMs: 1, outcome: 'ok' })
  }
  expect(callLog.recent().map(({ api }) => api)).toEqual(['a5', 'a4', 'a3'])
})
