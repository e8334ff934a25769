import type { SystemClients } from '../clients/system-clients.js'
import { yuanText } from '../../server/platform/money/index.js'
import { must, type Tell } from './story.js'

/** What stories look at again and again. */

type ConsoleCustomer = Awaited<ReturnType<SystemClients['console']['customer']>>

/** The callback has been taken; tells its kind and how fast it was answered. */
export async function seeCallback(
  { sandbox }: SystemClients,
  callbackId: string | null,
  tell: Tell,
): Promise<void> {
  must(callbackId !== null, 'no callback was sent')
  const { kind, state, attempts } = await sandbox.callback(callbackId)
  const last = attempts.at(-1)
  must(state === 'delivered' && last !== undefined, `the callback ${kind} is ${state}`)
  tell.arrived(`callback ${kind}, answered ${last.status} after ${Math.round(last.durationMs)} ms`)
}

/** The event stands in the inbox in this state; answers it. */
export async function seeEvent(
  { console }: SystemClients,
  wanted: Readonly<{ source: string; type: string; of: string; state?: string }>,
) {
  const { source, type, of, state = 'done' } = wanted
  const { items } = await console.inboxEvents({ source, limit: 50 })
  const event = items.find(
    (one) => one.type === type && (one.partitionKey.endsWith(of) || one.key.endsWith(of)),
  )
  must(event !== undefined, `no event ${type} of ${of} is in the inbox`)
  must(event.state === state, `the event ${type} is ${event.state} and not ${state}`)
  return event
}

/** The one customer of this identifier, as the console shows it. */
export async function seeCustomer(
  { open, console }: SystemClients,
  query: Readonly<Record<string, string>>,
): Promise<ConsoleCustomer> {
  const customerId = await open.resolve(query)
  must(customerId !== null, `nobody is known by ${Object.keys(query).join(' and ')}`)
  return await console.customer(customerId)
}

/** Tells the timeline, oldest first; each event stands in it once. Answers its types in that order. */
export async function seeTimeline(
  { console }: SystemClients,
  customerId: string,
  tell: Tell,
): Promise<string[]> {
  const { items } = await console.timeline(customerId)
  must(
    new Set(items.map(({ eventId }) => eventId)).size === items.length,
    'an event stands twice in the timeline',
  )
  const oldestFirst = items.toReversed()
  oldestFirst.forEach(({ at, source, summary }) =>
    tell.written(`timeline ${timeText(new Date(at))} [${source}] ${summary}`),
  )
  return oldestFirst.map(({ type }) => type)
}

/** `cus_… 郭小满: 1 order, ¥21.00 net` */
export function customerText({ customerId, name, metrics }: ConsoleCustomer): string {
  const { ordersPaid, netFen } = metrics
  return `customer ${customerId} ${name ?? '(no name)'}: ${ordersPaid} paid, ${yuanText(netFen)} net`
}

/** The clock in Shanghai, with milliseconds. */
export function timeText(at: Date): string {
  const SHANGHAI_MS = 8 * 60 * 60 * 1000
  return new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(11, 23)
}
