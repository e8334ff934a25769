import type { Logger } from 'pino'
import type { Clock } from '../../../platform/clock/index.js'
import { sha256Hex } from '../../../platform/crypto/index.js'
import { AppError } from '../../../platform/errors/index.js'
import { CallFailed } from '../../../platform/http-client/index.js'
import type { JobContext } from '../../../platform/jobs/index.js'
import type { ContactPlatform, EventInbox } from '../wecom.ports.js'
import { ownContactEvent, REREAD } from './contact-events.js'
import { nextAskAt, RETRY_MS } from './late-unionids.domain.js'
import type { LateUnionid, LateUnionids } from './late-unionids.repository.js'
import type { Relations } from './relations.repository.js'

const PAGE = 200
/** One run asks at most so many; the rest has its turn ten minutes later. */
const MAX_PAGES = 10

type Deps = Readonly<{
  lateUnionids: Pick<LateUnionids, 'due' | 'asked' | 'postponed' | 'forget'>
  relations: Pick<Relations, 'withUnionid'>
  /** With the budget of work that can wait. */
  platform: Pick<ContactPlatform, 'getContact'>
  inbox: EventInbox
  clock: Clock
  log: Logger
}>
type Outcome = 'arrived' | 'not-yet' | 'failed' | 'pause'

/** Asks again for contacts who came without unionid, each when its time has come (identity.md 4). */
export function askLateUnionids(deps: Deps) {
  const { lateUnionids, relations, platform, inbox, clock, log } = deps

  /** A unionid that has arrived takes the way of a callback: the contact is read anew. */
  async function ask(late: LateUnionid): Promise<Outcome> {
    try {
      const contact = await platform.getContact(late.externalUserid)
      if (contact?.unionid !== undefined) {
        await inbox.insert(rereadOf(late, contact.unionid, clock.now()))
      }
      const isOver = contact === null || contact.unionid !== undefined
      await lateUnionids.asked(late, isOver ? null : nextAskAt(late, clock.now()))
      return contact?.unionid === undefined ? 'not-yet' : 'arrived'
    } catch (error) {
      if (!(error instanceof AppError)) {
        throw error
      }
      log.warn({ err: error }, 'unionid not asked for')
      if (error instanceof CallFailed && error.retryAfterMs !== undefined) {
        return 'pause' // WeCom wants a pause: all stay due
      }
      await lateUnionids.postponed(late, new Date(clock.now().getTime() + RETRY_MS))
      return 'failed'
    }
  }

  /** What a callback or the nightly pull has brought meanwhile needs no call. */
  async function stillLate(due: readonly LateUnionid[]): Promise<LateUnionid[]> {
    const known = await relations.withUnionid(due.map(({ identifierKey }) => identifierKey))
    const arrived = due.filter(({ identifierKey }) => known.has(identifierKey))
    await lateUnionids.forget(arrived.map(({ externalUserid }) => externalUserid))
    return due.filter(({ identifierKey }) => !known.has(identifierKey))
  }

  /** Answers a sentence for the console; null when nobody was due. */
  return async function run({
    isStopping,
  }: Pick<JobContext, 'isStopping'>): Promise<string | null> {
    const outcomes: Outcome[] = []
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const due = await lateUnionids.due(clock.now(), PAGE)
      for (const late of await stillLate(due)) {
        if (isStopping() || outcomes.at(-1) === 'pause') {
          return sentenceOf(outcomes)
        }
        outcomes.push(await ask(late))
      }
      if (due.length < PAGE) {
        break
      }
    }
    return sentenceOf(outcomes)
  }
}

function sentenceOf(outcomes: readonly Outcome[]): string | null {
  const arrived = outcomes.filter((outcome) => outcome === 'arrived').length
  return outcomes.length === 0 ? null : `问了 ${outcomes.length} 位，${arrived} 位有了 unionid`
}

function rereadOf(
  { externalUserid, userid, identifierKey }: LateUnionid,
  unionid: string,
  now: Date,
) {
  return ownContactEvent({
    key: `wecom:unionid:${sha256Hex(`${externalUserid}:${unionid}`)}`,
    type: REREAD,
    carrier: { userid, externalUserid },
    partitionKey: identifierKey,
    occurredAt: now,
  })
}
