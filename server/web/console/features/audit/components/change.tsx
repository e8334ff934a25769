import { moneyText } from '../../../../shared/format/money.js'
import { copy, fieldText } from '../copy.js'

const MOST_FIELDS = 6
const LONGEST = 60
/** Move with every change and say nothing. */
const SILENT = new Set(['updatedAt', 'createdAt', 'revision'])

/** The fields that differ, before → after. */
export function Change({ before, after }: { before: unknown; after: unknown }) {
  const [old, now] = [fieldsOf(before), fieldsOf(after)]
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
    (name) => !SILENT.has(name) && valueText(name, old[name]) !== valueText(name, now[name]),
  )
  if (names.length === 0) {
    return <span className="mut">{copy.empty}</span>
  }
  return names.slice(0, MOST_FIELDS).map((name) => (
    <div key={name} className="sm">
      <span className="mut">{fieldText(name)}</span>{' '}
      {name in old && `${valueText(name, old[name])} → `}
      {valueText(name, now[name])}
    </div>
  ))
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}
}

function valueText(name: string, value: unknown): string {
  if (value === undefined || value === null || value === '') {
    return copy.nothing
  }
  const text =
    name.endsWith('Fen') && typeof value === 'number' ? moneyText(value) : plainText(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

/** Lists by their elements, things by name and price. */
function plainText(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(plainText).join('、') || copy.nothing
  }
  const { name, priceFen } = fieldsOf(value)
  if (typeof name === 'string') {
    return typeof priceFen === 'number' ? `${name} ${moneyText(priceFen)}` : name
  }
  if (typeof value === 'boolean') {
    return value ? copy.yes : copy.no
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
