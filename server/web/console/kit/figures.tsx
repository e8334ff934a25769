import { countText } from '../../shared/format/count.js'
import './figures.css'

type Item = { label: string; value: number | string; tone?: 'good' | 'warned' | 'bad' }

/** Numbers with their names; a zero is quiet. */
export function Figures({ items }: { items: readonly Item[] }) {
  return (
    <dl className="figures">
      {items.map(({ label, value, tone = '' }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={value === 0 ? 'quiet' : tone}>
            {typeof value === 'number' ? countText(value) : value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
