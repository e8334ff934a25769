import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { dateText } from '../../../../shared/format/time.js'
import { When } from '../../../../shared/format/when.js'
import type { Side } from '../api/previews.js'
import { copy } from '../copy.js'
import { identifierName, sideName } from '../names.js'
import { sumText } from './changes.js'
import styles from './review.module.css'

type Fact = { label: string; of: (side: Side) => ReactNode }

const FACTS: readonly Fact[] = [
  {
    label: copy.sideFrom,
    of: ({ identifiers }) =>
      identifiers.map((one) => <div key={one.key}>{identifierName(one)}</div>),
  },
  {
    label: copy.sideTime,
    of: ({ firstSeenAt, lastSeenAt }) =>
      copy.sideTimes(dateText(firstSeenAt), dateText(lastSeenAt)),
  },
  { label: copy.sideOrders, of: ({ figures }) => sumText(figures) },
  {
    label: copy.sideLast,
    of: ({ figures: { lastPaidAt } }) =>
      lastPaidAt === null ? copy.neverPaid : <When at={lastPaidAt} as="date" />,
  },
  { label: copy.sideStaff, of: ({ staff }) => staff.join('、') || copy.none },
  { label: copy.sideTags, of: ({ tags }) => tags.join('、') || copy.none },
]

/** The customers of a review, beside each other. */
export function SidesTable({ sides }: { sides: readonly Side[] }) {
  return (
    <div className="tbl-scroll">
      <table className={styles.sides} aria-label={copy.sides}>
        <thead>
          <tr>
            <th />
            {sides.map((side, index) => (
              <th key={side.customerId ?? index} scope="col">
                {side.customerId === null ? (
                  sideName(side)
                ) : (
                  <Link to={`/customers/${side.customerId}?tab=identity`}>{sideName(side)}</Link>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {FACTS.map(({ label, of }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {sides.map((side, index) => (
                <td key={side.customerId ?? index}>{of(side)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
