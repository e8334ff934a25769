import type { OpenClient } from '../../clients/open-client.js'
import type { DemoEvent } from './events.js'

/** As many as one request may hold (contract.md 4). */
export const OPEN_BATCH = 500

/**
 * Sends all. What the server has already is fine, also with other content: a load that was broken off on another day is
 * taken up with the dates of that day. Throws for an event that it does not understand.
 */
export async function sendAll(open: OpenClient, events: readonly DemoEvent[]): Promise<void> {
  for (let start = 0; start < events.length; start += OPEN_BATCH) {
    const results = await open.sendEvents(events.slice(start, start + OPEN_BATCH))
    const wrong = results.find(({ status }) => status === 'invalid')
    if (wrong !== undefined) {
      throw new Error(`the server refuses the event ${wrong.id}: ${JSON.stringify(wrong.error)}`)
    }
  }
}
