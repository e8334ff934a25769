import type { Logger } from 'pino'
import type { Clock } from '../../../platform/clock/index.js'
import { defineJob, type Job } from '../../../platform/jobs/index.js'
import type { ContactPlatform, EventInbox } from '../wecom.ports.js'
import { askLateUnionids } from './ask-late-unionids.js'
import type { LateUnionids } from './late-unionids.repository.js'
import type { ReconcileContacts } from './reconcile-contacts.js'
import type { Relations } from './relations.repository.js'

export const RECONCILE_CONTACTS = 'wecom.reconcile-contacts'

const ASK_EVERY_MS = 10 * 60_000

type Deps = Readonly<{
  reconcile: ReconcileContacts
  lateUnionids: LateUnionids
  relations: Pick<Relations, 'withUnionid'>
  platform: Pick<ContactPlatform, 'getContact'>
  inbox: EventInbox
  clock: Clock
  log: Logger
}>

/** Each is leased by the runner: two processes never ask at once. */
export const contactJobs = ({ reconcile, ...deps }: Deps): readonly Job[] => [
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
    run: askLateUnionids(deps),
  }),
]
