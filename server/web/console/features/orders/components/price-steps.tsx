import { Money } from '../../../../shared/format/money.js'
import { Part } from '../../../kit/facts.js'
import type { Order } from '../api/order.js'
import { copy, stepNote, stepText } from '../copy.js'

/** Why the order costs what it costs: every step from the goods to the total. */
export function PriceSteps({ order: { explanation, totalFen } }: { order: Order }) {
  if (explanation.length === 0) {
    return null
  }
  return (
    <Part title={copy.why}>
      <ul className="lines">
        {explanation.map((step, index) => (
          <li key={index}>
            <span>
              {stepText(step)} <span className="mut">{stepNote(step)}</span>
            </span>
            <span />
            <Money fen={step.amountFen} />
          </li>
        ))}
        <li className="total">
          <span>{copy.total}</span>
          <span />
          <Money fen={totalFen} />
        </li>
      </ul>
    </Part>
  )
}
