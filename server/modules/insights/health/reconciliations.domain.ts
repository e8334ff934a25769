import { ageMs, countWords, hours, severityOf, spanWords, type Finding } from './finding.domain.js'
import type { Now, ReconciliationReading, ReconciliationReadings } from './readings.domain.js'

/** Both run every night: a day and a half without an end means that one night was missed. */
export const RECONCILIATION_OLD_MS = { watch: hours(36), act: hours(72) } as const

const SUBJECTS: Readonly<Record<ReconciliationReading['subject'], string>> = {
  contacts: '企微好友',
  payments: '付款',
}
const PAGE = '/system/reconciliations'

/** What the nightly comparison with WeChat has found and could not mend, and whether it still runs. */
export function reconciliationFindings(
  rounds: ReconciliationReadings,
  now: Now,
): readonly (Finding | null)[] {
  return rounds.flatMap((round) => [unrepaired(round), old(round, now)])
}

function unrepaired(round: ReconciliationReading): Finding | null {
  const count = round.differences - round.repaired
  return count <= 0
    ? null
    : {
        kind: `reconciliation-open:${round.subject}`,
        area: 'reconciliations',
        severity: 'act',
        what: `核对${SUBJECTS[round.subject]}有 ${countWords(count)} 处差异补不上，要人看`,
        since: round.finishedAt,
        todo: '逐条看差在哪里，处理后现在核对一次。',
        link: { to: PAGE, label: '看差异' },
      }
}

function old({ subject, finishedAt }: ReconciliationReading, { business }: Now): Finding | null {
  const passedMs = ageMs(finishedAt, business)
  const severity = severityOf(passedMs, RECONCILIATION_OLD_MS)
  return severity === null
    ? null
    : {
        kind: `reconciliation-old:${subject}`,
        area: 'reconciliations',
        severity,
        what: `${SUBJECTS[subject]}已经 ${spanWords(passedMs)}没有核对完一遍`,
        since: finishedAt,
        todo: '现在核对一次。还是完不成，就看这个任务的原因。',
        link: { to: PAGE, label: '去核对' },
      }
}
