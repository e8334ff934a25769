import { waitUntil } from '../../../../scripts/clients/wait-until.js'
import { newSource, paid } from '../../open-api/till.js'
import type { House } from '../house.js'
import { fresh, json, WITHIN, type Deeds } from './deed.js'

/** The same order paid twice with different sums: the second event is dead. */
async function deadEvent({ system }: House): Promise<string> {
  const source = newSource()
  const first = paid({ source, orderNo: 'A1', paidFen: 100 })
  const second = paid({ source, orderNo: 'A1', paidFen: 200 })
  await system.openApi().sendEvents([first, second])
  await system.drain()
  const row = { state: 'dead', source } as const
  const dead = await system.deps.db.collection<{ _id: string }>('inbox').findOne(row)
  return dead?._id ?? 'none is dead'
}

/** A delivery to somebody who is not there: dead at its first attempt. */
async function deadDelivery({ system }: House): Promise<string> {
  const rows = system.deps.db.collection<{ _id: string }>('outbox')
  const _id = `evt_${fresh()}:nobody`
  const [now, type] = [new Date(), 'order.paid']
  const flags = { isInner: true, isFast: false, sealed: '', attempts: 0, state: 'pending' }
  const row = { _id, eventId: _id, type, subscriber: 'nobody', dueAt: now, createdAt: now }
  await rows.insertOne({ ...row, ...flags })
  await waitUntil(async () => {
    expect(await rows.findOne({ _id })).toMatchObject({ state: 'dead' })
  }, WITHIN)
  return _id
}

/** Events, deliveries and jobs that an operator sends on their way again. */
export const WORK_DEEDS: Deeds = {
  'POST /api/inbox/events/:key/replay': {
    ...{ action: 'inbox.replay', subject: 'inbox-event', tells: 'change' },
    prepare: async (house) => {
      const subjectId = await deadEvent(house)
      const url = `/api/inbox/events/${encodeURIComponent(subjectId)}/replay`
      return json(url, { reason: 'mended' }, { subjectId })
    },
  },
  'POST /api/outbox/:id/retry': {
    ...{ action: 'outbox.retry', subject: 'delivery', tells: 'change' },
    prepare: async (house) => {
      const subjectId = await deadDelivery(house)
      const url = `/api/outbox/${encodeURIComponent(subjectId)}/retry`
      return json(url, { reason: 'mended' }, { subjectId })
    },
  },
  'POST /api/inbox/replays': {
    ...{ action: 'inbox.replay-many', subject: 'inbox-events', tells: 'change' },
    prepare: async (house) => {
      const keys = [await deadEvent(house)]
      return json('/api/inbox/replays', { keys, reason: 'mended' }, { subjectId: 'dead' })
    },
  },
  'POST /api/outbox/retries': {
    ...{ action: 'outbox.retry-many', subject: 'deliveries', tells: 'change' },
    prepare: async (house) => {
      const ids = [await deadDelivery(house)]
      return json('/api/outbox/retries', { ids, reason: 'mended' }, { subjectId: 'dead' })
    },
  },
  'POST /api/jobs/:name/run': {
    ...{ action: 'job.run', subject: 'job', tells: 'act' },
    prepare: () => ({ url: '/api/jobs/wecom.sync-staff/run', subjectId: 'wecom.sync-staff' }),
  },
  'POST /api/reconcile/contacts': {
    ...{ action: 'job.run', subject: 'job', tells: 'act' },
    prepare: () => ({ url: '/api/reconcile/contacts', subjectId: 'wecom.reconcile-contacts' }),
  },
}
