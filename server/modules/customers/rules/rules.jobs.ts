import { defineJob, type Job } from '../../../platform/jobs/index.js'
import type { RulesVersion } from './rules.domain.js'
import type { RulesRows } from './rules.repository.js'

type Work = (known: RulesVersion, context: { isStopping(): boolean }) => Promise<void>
type Deps = Readonly<{ rows: Pick<RulesRows, 'toWork'>; tryOut: Work; apply: Work }>

export const RULES_JOB = 'customers.rules'
const EVERY_MS = 2_000

/** Tries drafts and applies what was put in force, wherever the last run came to. */
export const rulesJob = ({ rows, tryOut, apply }: Deps): Job =>
  defineJob({
    name: RULES_JOB,
    title: '试算、应用身份规则',
    schedule: { everyMs: EVERY_MS },
    async run({ isStopping }) {
      const waiting = await rows.toWork()
      for (const known of waiting) {
        if (!isStopping()) {
          await (known.state === 'draft' ? tryOut : apply)(known, { isStopping })
        }
      }
      return waiting.length === 0
        ? null
        : `身份规则第 ${waiting.map(({ version }) => version).join('、')} 版`
    },
  })
