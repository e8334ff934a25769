import type { z } from 'zod'
import type { Clock } from '../../platform/clock/index.js'
import { contentHash } from '../../platform/crypto/index.js'
import type { OpenApiCaller } from '../../platform/http/index.js'
import { OpenEventEnvelope, type OpenEventResult } from './inbox.contract.js'
import type { OpenEventRules } from './inbox.ports.js'
import type { Stored } from './inbox.writer.js'
import type { InboxRows } from './inbox.repository.js'
import type { Inbox } from './inbox.service.js'

const FIVE_YEARS_MS = 5 * 366 * 24 * 60 * 60 * 1000
const FIVE_MINUTES_MS = 5 * 60 * 1000

type Deps = Readonly<{ inbox: Inbox; rows: InboxRows; rules: OpenEventRules; clock: Clock }>
type Judged =
  | Readonly<{ ok: true; event: OpenEventEnvelope }>
  | Readonly<{ ok: false; result: OpenEventResult }>

/** Events that other systems send: each judged by itself, stored together. */
export function openEventsService({ inbox, rows, rules, clock }: Deps) {
  function judge(raw: unknown, caller: OpenApiCaller): Judged {
    const envelope = OpenEventEnvelope.safeParse(raw)
    if (!envelope.success) {
      return invalid(raw, 'request-invalid', envelope.error)
    }
    const event = envelope.data
    if (caller.sources !== null && !caller.sources.includes(event.source)) {
      return invalid(raw, 'source-not-allowed')
    }
    const schema = Object.hasOwn(rules.data, event.type) ? rules.data[event.type] : undefined
    if (schema === undefined) {
      return invalid(raw, 'event-type-unknown')
    }
    const age = clock.now().getTime() - new Date(event.occurredAt).getTime()
    if (age > FIVE_YEARS_MS || age < -FIVE_MINUTES_MS) {
      return invalid(raw, 'occurred-at-out-of-range')
    }
    const identifiers = rules.identifiers.safeParse(event.identifiers)
    if (!identifiers.success) {
      return invalid(raw, 'request-invalid', identifiers.error, 'identifiers')
    }
    const data = schema.safeParse(event.data)
    return data.success ? { ok: true, event } : invalid(raw, 'request-invalid', data.error, 'data')
  }

  function store(event: OpenEventEnvelope, raw: unknown, caller: OpenApiCaller): Promise<Stored> {
    const payload = JSON.stringify({ event: raw, isTrusted: caller.trusted })
    return inbox.insert({
      key: keyOf(event),
      source: event.source,
      type: event.type,
      partitionKey: rules.partitionOf(event, caller.trusted),
      occurredAt: new Date(event.occurredAt),
      payload,
    })
  }

  return {
    /**
     * Results in the order sent. Nobody is told `accepted` before the commit that holds the row; the valid ones are
     * kept when others are not. Sent again with equal content: `duplicate`; with other content: `conflict`.
     */
    async accept(events: readonly unknown[], caller: OpenApiCaller): Promise<OpenEventResult[]> {
      const judged = events.map((raw) => ({ raw, verdict: judge(raw, caller) }))
      // Inserts share commits and may overtake each other: of one key only the first of this request is inserted.
      const first = new Map<string, Promise<Stored>>()
      const storeOnce = async (event: OpenEventEnvelope, raw: unknown) => {
        const key = keyOf(event)
        const earlier = first.get(key)
        const stored = earlier ?? store(event, raw, caller)
        first.set(key, stored)
        return { key, stored: earlier === undefined ? await stored : await again(stored) }
      }
      const answers = await Promise.all(
        judged.map(async ({ raw, verdict }) =>
          verdict.ok
            ? { id: verdict.event.id, ...(await storeOnce(verdict.event, raw)) }
            : verdict.result,
        ),
      )
      const repeated = answers.flatMap((answer) =>
        'stored' in answer && answer.stored === 'duplicate' ? [answer.key] : [],
      )
      const hashes =
        repeated.length === 0 ? new Map<string, string>() : await rows.hashesOf(repeated)
      return answers.map((answer, index) => {
        if (!('stored' in answer)) {
          return answer
        }
        const { id, key, stored } = answer
        const raw = events[index]
        if (stored === 'stored') {
          return { id, status: 'accepted' }
        }
        return { id, status: isSameContent(raw, hashes.get(key)) ? 'duplicate' : 'conflict' }
      })
    },
  }
}

const keyOf = ({ source, id }: OpenEventEnvelope): string => `open:${source}:${id}`

/** Whatever became of the first one, this one comes after it. */
async function again(first: Promise<Stored>): Promise<Stored> {
  await first
  return 'duplicate'
}

function invalid(raw: unknown, code: string, error?: z.ZodError, prefix?: string): Judged {
  const errors = (error?.issues ?? []).map(({ path, message }) => ({
    field: [...(prefix === undefined ? [] : [prefix]), ...path].join('.'),
    rule: message,
  }))
  return { ok: false, result: { id: idOf(raw), status: 'invalid', error: { code, errors } } }
}

/** The trust of the key that sent it is stored beside the event and is no part of its content. */
function isSameContent(raw: unknown, storedHash: string | undefined): boolean {
  return [true, false].some((isTrusted) => contentHash({ event: raw, isTrusted }) === storedHash)
}

function idOf(raw: unknown): string | null {
  const id = (raw as { id?: unknown } | null)?.id
  return typeof id === 'string' ? id : null
}
