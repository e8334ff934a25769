import type { Clock } from '../../../platform/clock/index.js'
import { sha256Hex } from '../../../platform/crypto/index.js'
import { AppError } from '../../../platform/errors/index.js'
import { deliver, type AnySubscriber, type Answered } from '../../../platform/outbox/index.js'
import type { Tx } from '../../../platform/mongo/index.js'
import type { Identity, IdentifierKey, NewTimelineEntry } from '../../customers/index.js'
import { fillWelcome } from '../channel-codes/channel-codes.domain.js'
import type { ChannelCodes } from '../channel-codes/channel-codes.repository.js'
import type { ContactBlocks, TimelineRecorder, WelcomePlatform } from '../wecom.ports.js'
import {
  decideSend,
  outcomeOf,
  RETRY_MS,
  wasDelivered,
  type Welcome,
  type WelcomeOutcome,
} from './welcome.domain.js'
import { WelcomeDue } from './welcome.events.js'
import type { Welcomes } from './welcomes.repository.js'

export const DEFAULT_WELCOME = '您好{顾客}，我是{导购}，很高兴认识您。有什么想了解的，随时跟我说。'

type Deps = Readonly<{
  welcomes: Welcomes
  codes: Pick<ChannelCodes, 'find'>
  platform: WelcomePlatform
  customers: TimelineRecorder & Pick<Identity, 'keysOf'>
  blocks: ContactBlocks
  clock: Clock
  /** May hold {顾客} and {导购}. */
  defaultText?: string
  /** For metrics. */
  onWelcome?: (welcome: { outcome: WelcomeOutcome; latencyMs: number }) => void
}>

type Attempt = Readonly<{ due: WelcomeDue; deliveryId: string; attempt: number }>
type End = Readonly<{ outcome: WelcomeOutcome; reason?: string }>

/**
 * Sends the welcome message of a new contact: at most one delivery per code, none when its 20 s are over
 * or to somebody who asked not to be contacted. A kill or a lost
 * reply leads to the same code again while it is young enough; WeCom then says that it was sent.
 */
export function welcomeSubscribers(deps: Deps): readonly AnySubscriber[] {
  const { welcomes, codes, platform, customers, blocks, clock, onWelcome } = deps

  async function textFor({ channelCodeId, customerName, staffName }: WelcomeDue): Promise<string> {
    const code = channelCodeId === undefined ? null : await codes.find(channelCodeId)
    const own = code?.welcomeText ?? ''
    const text = own === '' ? (deps.defaultText ?? DEFAULT_WELCOME) : own
    return fillWelcome(text, { customer: customerName, staff: staffName })
  }

  /** Null: not over yet, try again soon. */
  async function send({ due, attempt }: Pick<Attempt, 'due' | 'attempt'>): Promise<End | null> {
    if (decideSend({ ...due, attempt }, clock.now()) === 'expired') {
      return { outcome: 'expired' }
    }
    // Also by what else is known of them: who was erased in the mini-program is a new contact by the old unionid.
    if (await blocks.isBlocked(await customers.keysOf(due.identifierKey))) {
      return { outcome: 'skipped', reason: 'asked-not-to-be-contacted' }
    }
    try {
      const text = await textFor(due)
      return outcomeOf(await platform.sendWelcome({ code: due.welcomeCode, text }), attempt)
    } catch (error) {
      if (!(error instanceof AppError)) {
        throw error
      }
      return error.retriable ? null : { outcome: 'failed', reason: error.code }
    }
  }

  async function record(sent: readonly Welcome[], tx: Tx): Promise<void> {
    await welcomes.insert(sent, { tx })
    const deeds = sent
      .filter(({ outcome, attempts }) => wasDelivered(outcome, attempts))
      .map((welcome) => ({
        identifierKey: welcome.identifierKey as IdentifierKey,
        entry: entryOf(welcome),
      }))
    await customers.recordDeeds(deeds, { tx })
  }

  async function greet(attempt: Attempt): Promise<Answered<Welcome>> {
    const welcomeId = sha256Hex(attempt.due.welcomeCode)
    if ((await welcomes.find(welcomeId)) !== null) {
      return { settled: { kind: 'drop', reason: 'welcome-recorded-before' } }
    }
    const end = await send(attempt)
    if (end === null) {
      return { settled: { kind: 'retry', reason: 'welcome-not-sent-yet', afterMs: RETRY_MS } }
    }
    const welcome = welcomeOf({ ...attempt, welcomeId, end, now: clock.now() })
    onWelcome?.(welcome)
    return { settled: { kind: 'ok' }, note: welcome }
  }

  return [
    deliver(
      'wecom.send-welcome',
      WelcomeDue,
      {
        call: (due, { eventId: deliveryId, attempt }) => greet({ due, deliveryId, attempt }),
        record,
      },
      { isFast: true },
    ),
  ]
}

function welcomeOf({
  due,
  deliveryId,
  attempt,
  welcomeId,
  end,
  now,
}: Attempt & Readonly<{ welcomeId: string; end: End; now: Date }>): Welcome {
  const { userid, externalUserid, identifierKey, channelCodeId, receivedAt } = due
  const latencyMs = Math.max(0, now.getTime() - receivedAt.getTime())
  const head = { welcomeId, deliveryId, userid, externalUserid, identifierKey, channelCodeId }
  return { ...head, ...end, attempts: attempt, at: now, latencyMs }
}

function entryOf({ welcomeId, at, userid }: Welcome): NewTimelineEntry {
  const entryId = `welcome:${welcomeId}`
  return {
    entryId,
    eventId: entryId,
    at,
    type: 'welcome.sent',
    source: 'wecom',
    group: 'wecom',
    summary: '收到欢迎语',
    data: { userid },
  }
}
