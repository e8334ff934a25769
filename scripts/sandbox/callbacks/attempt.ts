import type { BusinessClock } from '../clock.js'
import type { Area, Faults, Tamper } from '../faults.js'
import type { Attempt, Delivery, Sender } from './model.js'
import { post } from './send.js'

/** What the control API may change while the sandbox runs. */
export type Settings = {
  targets: { wecom: string | null; mini: string | null }
  sidebarUrl: string | null
  /** Real milliseconds in which a callback must be answered: 5 s at all three platforms. */
  callbackTimeoutMs: number
  /** Divides the pauses of the retry schedules. */
  retrySpeed: number
  /** WeCom and mini-program try again after any answer but 200, as an older text of WeCom says. */
  retryNon200: boolean
}

type Deps = Readonly<{
  clock: BusinessClock
  faults: Faults
  sender: Sender
  settings: Settings
  /** Ends what is under way when the sandbox stops. */
  closing: AbortSignal
}>

/** One try: probe, encrypt, sign, post, and the next state. */
export async function attemptDelivery(delivery: Delivery, deps: Deps): Promise<void> {
  const { faults } = deps
  const occasion = { area: delivery.area, subject: `${delivery.kind} ${delivery.plaintext}` }
  delivery.state = 'sending'
  const skewMs = faults.take('skew', occasion)?.ms ?? 0
  if (delivery.area === 'pay' && faults.take('signtest', occasion) !== undefined) {
    await attempt(delivery, { tamper: null, probe: true, skewMs: 0 }, deps)
  }
  const corrupt = faults.take('corrupt', occasion)
  const spoilt: Tamper | null = corrupt === undefined ? null : (corrupt.how ?? 'signature')
  const tamper = delivery.tamper ?? spoilt
  const done = await attempt(delivery, { tamper, probe: false, skewMs }, deps)
  // What the fault spoilt on its way was never accepted, so it is tried again whatever the answer.
  const outcome = spoilt === null ? judge(delivery.area, done, deps.settings) : 'again'
  const nextMs = delivery.retriesMs[0]
  if (outcome !== 'again') {
    delivery.state = outcome
  } else if (nextMs === undefined) {
    delivery.state = 'given-up'
  } else {
    delivery.retriesMs = delivery.retriesMs.slice(1)
    // From the planned moment: after a leap of the clock the missed tries follow one another.
    delivery.dueAt += nextMs
    delivery.state = 'waiting'
  }
}

async function attempt(
  delivery: Delivery,
  options: { tamper: Tamper | null; probe: boolean; skewMs: number },
  { clock, sender, settings, closing }: Deps,
): Promise<Attempt> {
  const request = sender(delivery, options)
  const at = new Date(clock.now()).toISOString()
  const reply = await post(request, { timeoutMs: settings.callbackTimeoutMs, closing })
  const { tamper, probe } = options
  const done: Attempt = { at, ...request, ...reply, tamper, probe }
  delivery.attempts.push(done)
  return done
}

/** WeCom and the mini-program retry time-outs and broken connections; Pay everything but 200/204. */
function judge(
  area: Area,
  { status, error }: Attempt,
  { retryNon200 }: Settings,
): 'delivered' | 'refused' | 'again' {
  const accepted = status === 200 || (area === 'pay' && status === 204)
  if (error !== null || (area === 'pay' && !accepted)) {
    return 'again'
  }
  if (accepted) {
    return 'delivered'
  }
  return retryNon200 ? 'again' : 'refused'
}
