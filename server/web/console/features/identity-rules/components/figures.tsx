import { countText } from '../../../../shared/format/count.js'
import styles from './rules.module.css'

type Item = { label: string; value: number; tone?: 'good' | 'warned' | 'bad' }

/** Numbers of customers with their names; a zero is quiet. */
export function Figures({ items }: { items: readonly Item[] }) {
  return (
    <dl className={styles.figures}>
      {items.map(({ label, value, tone = '' }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={value === 0 ? styles.quiet : tone}>{countText(value)}</dd>
        </div>
      ))}
    </dl>
  )
}
