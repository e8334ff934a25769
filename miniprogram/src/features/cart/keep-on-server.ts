import { authorized } from '../../platform/api'
import { session } from '../../platform/session'
import { cart, type CartEntry } from './cart'

type Lines = { lines: CartEntry[] }

/** Taps on a stepper become one request. */
const PAUSE_MS = 400

/** What the server is known to have; null: not asked yet. */
let known: string | null = null
let timer: ReturnType<typeof setTimeout> | null = null

/**
 * The cart of a customer who is logged in lies on the server, so that it is the same on every device: what this one holds
 * is joined into it at log-in and sent on each change. Where that fails, this device's cart goes on and the next change
 * tries again.
 */
export function keepCartOnServer(): void {
  session.subscribe(follow)
  cart.subscribe(later)
  follow()
}

function follow(): void {
  if (session.state() === 'in' && known === null) {
    void join().catch(() => undefined)
  }
  if (session.state() === 'out' && known !== null) {
    known = null
    cart.replace([]) // it stays on the server, for its owner
  }
}

async function join(): Promise<void> {
  known = ''
  try {
    const { lines } = await authorized<Lines>('/mini/v1/cart')
    known = JSON.stringify(lines)
    cart.replace(joined(cart.entries(), lines))
  } catch (error) {
    known = null
    throw error
  }
}

function later(): void {
  if (known === null || timer !== null) {
    return
  }
  timer = setTimeout(() => {
    timer = null
    void send().catch(() => undefined)
  }, PAUSE_MS)
}

async function send(): Promise<void> {
  const lines = cart.entries()
  const text = JSON.stringify(lines)
  if (known === null || text === known) {
    return
  }
  await authorized<Lines>('/mini/v1/cart', { method: 'PUT', body: { lines } })
  known = text
}

/** Of what lies in both, the larger quantity: it may be the same wish. */
function joined(here: readonly CartEntry[], there: readonly CartEntry[]): CartEntry[] {
  const most = here.map((entry) => {
    const other = there.find(({ skuId }) => skuId === entry.skuId)
    return other !== undefined && other.qty > entry.qty ? other : entry
  })
  return [...most, ...there.filter(({ skuId }) => here.every((entry) => entry.skuId !== skuId))]
}
