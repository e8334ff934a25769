import { defineJob, type Job } from '../../platform/jobs/index.js'
import type { retentionRepository } from './retention.repository.js'

const DAY_MS = 24 * 60 * 60 * 1000
export const KEEP_CONTENT_DAYS = 90
const BATCH = 500

/**
 * Every night the content of events goes that were done more than 90 days ago; key, content hash, state and times stay,
 * so that the same event sent again is still a duplicate. Safe to be killed: each batch is complete in itself.
 */
export function retentionJob(rows: ReturnType<typeof retentionRepository>): Job {
  return defineJob({
    name: 'inbox.remove-old-content',
    title: `清除 ${KEEP_CONTENT_DAYS} 天前事件的内容`,
    schedule: { dailyAt: '04:40' },
    async run({ cursor, saveCursor, isStopping }) {
      let after = cursor === null ? null : new Date(cursor)
      let removed = 0
      while (!isStopping()) {
        const keepMs = KEEP_CONTENT_DAYS * DAY_MS
        const { count, lastDoneAt } = await rows.removeContent({ keepMs, limit: BATCH, after })
        removed += count
        if (count < BATCH) {
          await saveCursor(null)
          break
        }
        after = lastDoneAt
        await saveCursor(after?.toISOString() ?? null)
      }
      return removed === 0 ? null : `清除了 ${removed} 条事件的内容`
    },
  })
}
