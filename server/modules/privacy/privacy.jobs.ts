import type { Logger } from 'pino'
import type { Clock } from '../../platform/clock/index.js'
import { defineJob, type Job } from '../../platform/jobs/index.js'
import type { ErasePerson } from './erase-person.js'
import type { Erasures } from './erasures.repository.js'
import { ERASE_JOB } from './erasures.service.js'

const EVERY_MS = 60_000
const BATCH = 20

type Deps = Readonly<{ erasures: Erasures; erase: ErasePerson; clock: Clock; log: Logger }>

/** Works the requests whose time has come; one that fails is tried again and stops no other. */
export function privacyJobs({ erasures, erase, clock, log }: Deps): readonly Job[] {
  return [
    defineJob({
      name: ERASE_JOB,
      title: '删除个人信息',
      schedule: { everyMs: EVERY_MS },
      async run({ isStopping }) {
        const due = await erasures.due(clock.now(), BATCH)
        let done = 0
        let failed: unknown = null
        for (const erasure of due) {
          try {
            done += (await erase(erasure, isStopping)) === 'done' ? 1 : 0
          } catch (error) {
            failed = error
            log.warn({ erasureId: erasure.erasureId, err: error }, 'a person is not erased yet')
          }
        }
        if (failed !== null) {
          throw failed instanceof Error ? failed : new Error('a person is not erased yet')
        }
        return due.length === 0 ? null : `到期 ${due.length} 人，删完 ${done} 人`
      },
    }),
  ]
}
