import { businessDay, daysBefore } from '../../../../server/platform/days/index.js'
import type { Deeds } from './deed.js'

/** The bills of WeChat Pay. */
export const BILLS_DEEDS: Deeds = {
  'POST /api/bills/:day/runs': {
    ...{ action: 'bill.run', subject: 'bill-day', tells: 'act' },
    prepare: () => {
      const subjectId = businessDay(daysBefore(new Date(), 2))
      return { url: `/api/bills/${subjectId}/runs`, subjectId }
    },
  },
}
