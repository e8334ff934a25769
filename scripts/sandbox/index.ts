import path from 'node:path'
import { buildSandboxApp } from './app.js'
import { callLog } from './call-log.js'
import type { Settings } from './callbacks/attempt.js'
import { callbackEngine, type Callbacks } from './callbacks/engine.js'
import { businessClock } from './clock.js'
import type { Context } from './context.js'
import { faultSwitches } from './faults.js'
import { credentialsFor, type PayKeyMode, type SandboxCredentials } from './keys/credentials.js'
import { mintKeyRing } from './keys/mint.js'
import { miniSender } from './mini/sender.js'
import { paySender } from './pay/sender.js'
import { wecomSender } from './wecom/sender.js'
import { loadKeyRing, loadState, saver, type Saver } from './world/files.js'
import { firstWorld } from './world/seed.js'
import { createWorld, type World } from './world/world.js'

export { serverEnvironment, type PayKeyMode, type SandboxCredentials } from './keys/credentials.js'

const DEFAULT_HOST = '127.0.0.1'
const LOOPBACK = ['127.0.0.1', 'localhost', '::1']
const CALLBACK_TIMEOUT_MS = 5_000

export type SandboxOptions = Readonly<{
  /** 0 or left out: a free one. */
  port?: number
  host?: string
  /** Must be said aloud to listen on anything but loopback: whoever reaches the sandbox rules it. */
  allowRemote?: boolean
  /** Keeps keys and world here; without: in memory. */
  dataDir?: string
  /** The same seed gives the same ids in the same order. */
  seed?: number
  targets?: { wecom?: string; mini?: string }
  sidebarUrl?: string
  /** Divides the pauses of the retry schedules. */
  retrySpeed?: number
  /** How long a callback may take, in real milliseconds. */
  callbackTimeoutMs?: number
  payKeyMode?: PayKeyMode
}>

export type Sandbox = Readonly<{
  url: string
  port: number
  credentials: SandboxCredentials
  close(): Promise<void>
}>

type Saved = {
  world: ReturnType<World['dump']>
  clockOffsetMs: number
  deliveries: ReturnType<Callbacks['dump']>
}

function settingsFrom(options: SandboxOptions): Context['settings'] {
  const settings: Settings = {
    targets: { wecom: options.targets?.wecom ?? null, mini: options.targets?.mini ?? null },
    sidebarUrl: options.sidebarUrl ?? null,
    callbackTimeoutMs: options.callbackTimeoutMs ?? CALLBACK_TIMEOUT_MS,
    retrySpeed: options.retrySpeed ?? 1,
    retryNon200: false,
  }
  return { ...settings, payKeyMode: options.payKeyMode ?? 'public-key' }
}

/**
 * Starts a WeChat of its own: WeCom below /qyapi, mini-program below /weixin, Pay below /mch, the
 * control API below /control and the panel at /. Refuses any address but loopback.
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const host = options.host ?? DEFAULT_HOST
  if (!LOOPBACK.includes(host) && options.allowRemote !== true) {
    throw new Error(`the sandbox listens on loopback only, not on ${host} (allowRemote lifts this)`)
  }
  const { dataDir } = options
  const saved = dataDir === undefined ? null : await loadState<Saved>(dataDir)
  const { keys, files } =
    dataDir === undefined ? { keys: await mintKeyRing(), files: null } : await loadKeyRing(dataDir)
  const world = createWorld(options.seed === undefined ? undefined : String(options.seed))
  const clock = businessClock(saved?.clockOffsetMs ?? 0)
  const settings = settingsFrom(options)
  const faults = faultSwitches()
  let keeper: Saver | null = null
  const touch = () => keeper?.touch()
  const senders = {
    wecom: wecomSender(keys, clock),
    mini: miniSender(keys, clock),
    pay: paySender({ keys, clock, settings }),
  }
  const callbacks = callbackEngine({ clock, faults, senders, settings, onChange: touch })
  let url = ''
  const credentials = () => credentialsFor(keys, { url, files, mode: settings.payKeyMode })
  const shared = { world, clock, keys, faults, callbacks, settings, credentials, touch }
  const context: Context = { ...shared, calls: callLog(), url: () => url }
  if (saved === null) {
    firstWorld(context)
  } else {
    world.restore(saved.world)
  }
  const app = await buildSandboxApp(context)
  url = await listen(app, { host, port: options.port ?? 0 })
  if (dataDir !== undefined) {
    const snapshot = (): Saved => ({
      world: world.dump(),
      clockOffsetMs: clock.offsetMs(),
      deliveries: callbacks.dump(),
    })
    keeper = saver(path.join(dataDir, 'world.json'), snapshot)
  }
  callbacks.restore(saved?.deliveries ?? [])
  return {
    url,
    port: Number(new URL(url).port),
    get credentials() {
      return credentials()
    },
    async close() {
      await app.close()
      await callbacks.close()
      await keeper?.close()
    },
  }
}

async function listen(
  app: Awaited<ReturnType<typeof buildSandboxApp>>,
  { host, port }: { host: string; port: number },
): Promise<string> {
  try {
    return await app.listen({ host, port })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new Error(`port ${port} is taken: stop what listens there or set SANDBOX_PORT`)
    }
    throw error
  }
}
