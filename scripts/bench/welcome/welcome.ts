import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { sandboxClient, type SandboxClient } from '../../clients/sandbox-client.js'
import { waitUntil } from '../../clients/wait-until.js'
import type { Bench } from '../catalogue.js'
import { figure, type Figure } from '../figure.js'
import type { Stage } from '../stage.js'
import { percentile } from '../statistics.js'

const PER_SECOND = 50
const BAR_S = 3
const ALL_SENT_MS = 60_000
const STAFF = Array.from({ length: 20 }, (_, index) => `bench-guide-${index}`)
const SIZES = { full: { warm: 200, measured: 1_500 }, quick: { warm: 10, measured: 25 } } as const

/**
 * People become contacts at times fixed beforehand; from the sandbox's sending of the callback to its receipt of the
 * welcome message. Sandbox, api and worker are processes of their own and meet only in the store.
 */
export const welcome: Bench = async (stage) => {
  const { warm, measured } = SIZES[stage.isQuick ? 'quick' : 'full']
  const database = stage.freshDatabase('welcome')
  const more = { SANDBOX_URL: stage.sandboxUrl }
  const api = await stage.startServer(database, { ...more, ROLE: 'api' })
  const worker = await stage.startServer(database, { ...more, ROLE: 'worker' })
  const sandbox = sandboxClient(stage.sandboxUrl)
  await sandbox.send('PUT', '/targets', z.unknown(), {
    body: { wecom: `${api.url}/callbacks/wecom` },
  })
  const people = await seed(sandbox, warm + measured)
  await scanAll(stage, sandbox, people.slice(0, warm))
  const codes = await scanAll(stage, sandbox, people.slice(warm))
  const latencies = await latenciesOf(sandbox, codes)
  await Promise.all([api.stop(), worker.stop()])
  return figuresOf(latencies)
}

async function seed(sandbox: SandboxClient, count: number): Promise<string[]> {
  const { people } = await sandbox.seed({
    staff: STAFF.map((userid) => ({ userid, name: '导购' })),
    people: Array.from({ length: count }, (_, index) => ({
      key: `bench-newcomer-${index}`,
      name: `新客${index}`,
    })),
  })
  return people.map(({ personId }) => personId)
}

/** Answers the welcome codes, all of which the product has used when this is over. */
async function scanAll(
  stage: Stage,
  sandbox: SandboxClient,
  people: readonly string[],
): Promise<Set<string>> {
  const startedAt = performance.now()
  const scans: Promise<{ welcomeCode: string | null }>[] = []
  for (const [index, personId] of people.entries()) {
    const dueAt = startedAt + (index * 1_000) / PER_SECOND
    await pause(Math.max(0, dueAt - performance.now()))
    scans.push(sandbox.scan({ personId, userid: STAFF[index % STAFF.length] ?? '' }))
  }
  const codes = new Set((await Promise.all(scans)).flatMap(({ welcomeCode }) => welcomeCode ?? []))
  await waitUntil(
    async () => {
      const arrived = await receipts(sandbox)
      const missing = [...codes].filter((code) => !arrived.has(code)).length
      if (missing > 0) {
        throw new Error(`${missing} of ${codes.size} people were not greeted`)
      }
    },
    { withinMs: ALL_SENT_MS },
  )
  stage.note(`welcome: ${codes.size} people greeted`)
  return codes
}

const Requests = z.object({
  requests: z.array(
    z.object({
      at: z.string(),
      durationMs: z.number(),
      body: z.object({ welcome_code: z.string() }),
    }),
  ),
})

/** When the sandbox first received the message of each code. */
async function receipts(sandbox: SandboxClient): Promise<Map<string, number>> {
  const path = '/requests?api=send_welcome_msg&limit=10000'
  const { body } = await sandbox.send('GET', path, Requests)
  // newest first: the oldest of a code stays
  return new Map(
    body.requests.map(({ at, durationMs, body: { welcome_code: code } }) => [
      code,
      Date.parse(at) - durationMs,
    ]),
  )
}

const Callbacks = z.object({
  callbacks: z.array(
    z.object({
      plaintext: z.string(),
      attempts: z.array(z.object({ at: z.string(), durationMs: z.number() })),
    }),
  ),
})

type Latencies = Readonly<{ greetedMs: number[]; answeredMs: number[] }>

async function latenciesOf(sandbox: SandboxClient, codes: ReadonlySet<string>): Promise<Latencies> {
  const received = await receipts(sandbox)
  const { body } = await sandbox.send('GET', '/callbacks?area=wecom&limit=10000', Callbacks)
  const told = body.callbacks.flatMap(({ plaintext, attempts: [first] }) => {
    const code = /<WelcomeCode><!\[CDATA\[(?<code>[^\]]+)/.exec(plaintext)?.groups?.['code'] ?? ''
    return first === undefined || !codes.has(code) ? [] : [{ code, ...first }]
  })
  if (told.length !== codes.size) {
    throw new Error(`${codes.size} codes, ${told.length} callbacks that told them`)
  }
  return {
    greetedMs: told.map(({ code, at }) => (received.get(code) ?? Infinity) - Date.parse(at)),
    answeredMs: told.map(({ durationMs }) => durationMs),
  }
}

function figuresOf({ greetedMs, answeredMs }: Latencies): Figure[] {
  const shares = { p50: 0.5, p99: 0.99, max: 1 } as const
  return (['p50', 'p99', 'max'] as const).map((at) =>
    figure({
      name: `${PER_SECOND} new contacts/s, callback sent to welcome received, ${at}`,
      value: percentile(greetedMs, shares[at]) / 1_000,
      unit: 's',
      floor: {
        name: 'callback sent to callback answered',
        value: percentile(answeredMs, shares[at]) / 1_000,
      },
      ...(at === 'p99' ? { bar: { of: 'value', atMost: BAR_S } as const } : {}),
    }),
  )
}
