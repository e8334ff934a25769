import type { Logger } from 'pino'
import type { Clock } from '../../../platform/clock/index.js'
import { sha256Hex } from '../../../platform/crypto/index.js'
import { AppError } from '../../../platform/errors/index.js'
import { CallFailed } from '../../../platform/http-client/index.js'
import { defineJob, type Job } from '../../../platform/jobs/index.js'
import type { ContactPlatform, EventInbox } from '../wecom.ports.js'
import { ownContactEvent, REREAD } from './contact-events.js'
import { nextAskAt } from './late-unionids.domain.js'
import type { LateUnionid, LateUnionids } from './late-unionids.repository.js'
import type { ReconcileContacts } from './reconcile-contacts.js'

export const RECONCILE_CONTACTS = 'wecom.reconcile-contacts'

const ASK_EVERY_MS = 10 * 60_000
const ASK_BATCH = 200

type Deps = Readonly<{
  reconcile: ReconcileContacts
  lateUnionids: Pick<LateUnionids, 'due' | 'asked'>
  platform: Pick<ContactPlatform, 'getContact'>
  inbox: EventInbox
  clock: Clock
  log: Logger
}>

export function contactJobs(deps: Deps): readonly Job[] {
  const { reconcile, lateUnionids, platform, inbox, clock, log } = deps

  /** A unionid that has arrived takes the way of a callback: the contact is read anew. */
  async function ask(late: LateUnionid): Promise<boolean> {
    const contact = await platform.getContact(late.externalUserid)
    if (contact?.unionid !== undefined) {
      await inbox.insert(rereadOf(late, contact.unionid, clock.now()))
    }
    const isOver = contact === null || contact.unionid !== undefined
    await lateUnionids.asked(late, isOver ? null : nextAskAt(late, clock.now()))
    return contact?.unionid !== undefined
  }

  return [
    defineJob({
      name: RECONCILE_CONTACTS,
      title: '核对全部企微好友',
      schedule: { dailyAt: '03:30' },
      run: (context) => reconcile.run(context),
    }),
    defineJob({
      name: 'wecom.late-unionids',
      title: '再问还没有 unionid 的好友',
      schedule: { everyMs: ASK_EVERY_MS },
      async run({ isStopping }) {
        const due = await lateUnionids.due(clock.now(), ASK_BATCH)
        let arrived = 0
        for (const late of due) {
          if (isStopping()) {
            break
          }
          try {
            arrived += (await ask(late)) ? 1 : 0
          } catch (error) {
            if (!(error instanceof AppError)) {
              throw error
            }
            log.warn({ err: error }, 'unionid not asked for')
            if (error instanceof CallFailed && error.retryAfterMs !== undefined) {
              break // WeCom wants a pause: the others stay due
            }
          }
        }
        return due.length === 0 ? null : `问了 ${due.length} 位，${arrived} 位有了 unionid`
      },
    }),
  ]
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
