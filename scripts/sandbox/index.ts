import path from 'node:path'
import { alarms } from './alarms.js'
import { buildSandboxApp } from './app.js'
import { callLog } from './call-log.js'
import { callbackEngine, type Callbacks } from './callbacks/engine.js'
import { businessClock } from './clock.js'
import type { Context } from './context.js'
import { faultSwitches } from './faults.js'
import { credentialsFor, type PayKeyMode, type SandboxCredentials } from './keys/credentials.js'
import { errorOf } from './http/error-of.js'
import { mintKeyRing, type KeyRing } from './keys/mint.js'
import { miniSender } from './mini/sender.js'
import { DEFAULT_SHIPPING_RULES } from './mini/shipping-rules.js'
import { armShippings } from './mini/shipping-states.js'
import { billHashes } from './pay/bill-file.js'
import { DEFAULT_REFUND_RULES } from './pay/refund-rules.js'
import { armRefunds } from './pay/refund-states.js'
import { signingCertificate } from './pay/platform-certificates.js'
import { paySender } from './pay/sender.js'
import { DEFAULT_TRANSFER_RULES } from './pay/transfer-rules.js'
import { armTransfers } from './pay/transfer-states.js'
import { wecomSender } from './wecom/sender.js'
import { loadKeyRing, loadState, saver, STATE_FILE, type Saver } from './world/files.js'
import { firstWorld } from './world/seed.js'
import { createWorld, type World } from './world/world.js'

export { mintKeyRing, type KeyRing } from './keys/mint.js'
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
  /** Minted before, without a data folder: three RSA keys take a while. */
  keys?: KeyRing
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
  deliveries: ReturnType<Callbacks['saved']>
}

type Ready = Readonly<{
  context: Context
  /** What is written to the data folder. */
  snapshot: () => Saved
}>

/**
 * Starts a WeChat of its own: WeCom below /qyapi, mini-program below /weixin, Pay below /mch, the
 * control API below /control and the panel at /. Refuses any address but loopback.
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = DEFAULT_HOST, port = 0, allowRemote = false, dataDir } = options
  if (!LOOPBACK.includes(host) && !allowRemote) {
    throw new Error(`the sandbox listens on loopback only, not on ${host} (allowRemote lifts this)`)
  }
  const saved = dataDir === undefined ? null : await loadState<Saved>(dataDir)
  const address = { url: '' }
  const keeper: { saver: Saver | null } = { saver: null }
  const touch = () => keeper.saver?.touch()
  const { context, snapshot } = await prepare(options, { saved, touch, url: () => address.url })
  const app = await buildSandboxApp(context, { allowRemote })
  address.url = await listen(app, { host, port })
  if (dataDir !== undefined) {
    keeper.saver = saver(path.join(dataDir, STATE_FILE), snapshot)
    touch()
  }
  context.callbacks.restore(saved?.deliveries ?? [])
  armRefunds(context)
  armShippings(context)
  armTransfers(context)
  let closing: Promise<void> | null = null
  async function stop(): Promise<void> {
    await app.close()
    context.alarms.close()
    await context.callbacks.close()
    await keeper.saver?.close()
  }
  return {
    url: address.url,
    port: Number(new URL(address.url).port),
    get credentials() {
      return context.credentials()
    },
    close() {
      closing ??= stop()
      return closing
    },
  }
}

async function prepare(
  options: SandboxOptions,
  { saved, touch, url }: { saved: Saved | null; touch: () => void; url: () => string },
): Promise<Ready> {
  const { keys, files } = await keyRing(options)
  const world = createWorld(options.seed === undefined ? undefined : String(options.seed))
  const clock = businessClock(saved?.clockOffsetMs ?? 0)
  const settings = settingsFrom(options)
  const faults = faultSwitches()
  const senders = {
    wecom: wecomSender(keys, clock),
    mini: miniSender(keys, clock),
    pay: paySender({ world, keys, clock, settings }),
  }
  const callbacks = callbackEngine({ clock, faults, senders, settings, onChange: touch })
  const credentials = () => {
    const certificate = signingCertificate({ world, keys })
    return credentialsFor(keys, { url: url(), files, mode: settings.payKeyMode, certificate })
  }
  const parts = { world, clock, keys, faults, callbacks, settings, credentials, touch, url }
  const own = { alarms: alarms(clock), calls: callLog(), billHashes: billHashes({ world, keys }) }
  const context: Context = { ...parts, ...own }
  if (saved === null) {
    firstWorld(context)
  } else {
    world.restore(saved.world)
  }
  const snapshot = () => ({
    world: world.dump(),
    clockOffsetMs: clock.offsetMs(),
    deliveries: callbacks.saved(),
  })
  return { context, snapshot }
}

async function keyRing({ dataDir, keys }: SandboxOptions) {
  return dataDir === undefined
    ? { keys: keys ?? (await mintKeyRing()), files: null }
    : loadKeyRing(dataDir)
}

function settingsFrom(options: SandboxOptions): Context['settings'] {
  return {
    targets: { wecom: options.targets?.wecom ?? null, mini: options.targets?.mini ?? null },
    sidebarUrl: options.sidebarUrl ?? null,
    callbackTimeoutMs: options.callbackTimeoutMs ?? CALLBACK_TIMEOUT_MS,
    retrySpeed: options.retrySpeed ?? 1,
    retryNon200: false,
    payKeyMode: options.payKeyMode ?? 'public-key',
    refunds: { ...DEFAULT_REFUND_RULES },
    shipping: { ...DEFAULT_SHIPPING_RULES },
    transfers: { ...DEFAULT_TRANSFER_RULES },
    idConversion: false,
  }
}

async function listen(
  app: Awaited<ReturnType<typeof buildSandboxApp>>,
  { host, port }: { host: string; port: number },
): Promise<string> {
  try {
    return await app.listen({ host, port })
  } catch (error) {
    if (errorOf(error).code === 'EADDRINUSE') {
      throw new Error(`port ${port} is taken: stop what listens there or set SANDBOX_PORT`)
    }
    throw error
  }
}
