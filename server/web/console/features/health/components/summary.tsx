import { CheckCircleOutlined, CloseCircleFilled, ExclamationCircleFilled } from '@ant-design/icons'
import type { Finding } from '../api/health.js'
import { copy } from '../copy.js'
import styles from './summary.module.css'

/** The page in one line. */
export function Summary({ findings }: { findings: readonly Finding[] }) {
  const act = findings.filter(({ severity }) => severity === 'act').length
  const watch = findings.length - act
  const tone = act > 0 ? 'act' : watch > 0 ? 'watch' : 'fine'
  return (
    <section className={`${styles.summary} ${styles[tone]}`} role="status">
      {ICONS[tone]}
      <b>{headline(act, watch)}</b>
      <span>{HINTS[tone]}</span>
    </section>
  )
}

const ICONS = {
  act: <CloseCircleFilled aria-hidden="true" />,
  watch: <ExclamationCircleFilled aria-hidden="true" />,
  fine: <CheckCircleOutlined aria-hidden="true" />,
}
const HINTS = { act: copy.actHint, watch: copy.watchHint, fine: copy.fineHint }

function headline(act: number, watch: number): string {
  if (act === 0) {
    return watch === 0 ? copy.fine : copy.watch(watch)
  }
  return watch === 0 ? copy.act(act) : copy.both(act, watch)
}
