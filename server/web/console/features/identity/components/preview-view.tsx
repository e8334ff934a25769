import { ArrowRightOutlined, CloseCircleOutlined } from '@ant-design/icons'
import { moneyText } from '../../../../shared/format/money.js'
import type { Preview } from '../api/previews.js'
import { copy } from '../copy.js'
import { identifierName, shortId, sideName } from '../names.js'
import { changesOf, sumText, type Change } from './changes.js'
import styles from './preview.module.css'

/** What would change, customer by customer, with the sum that must stay. */
export function PreviewView({ preview }: { preview: Preview }) {
  const { refused, added, isWithoutEffect } = preview
  if (refused.length > 0) {
    return (
      <div className={styles.refused} role="alert">
        <CloseCircleOutlined aria-hidden />
        <div>
          <b>{copy.refused}</b>
          {refused.map(({ word, reason }) => (
            <p key={word}>{reason}</p>
          ))}
        </div>
      </div>
    )
  }
  const { rows, total } = changesOf(preview)
  const moved = movesIn(preview)
  return (
    <>
      {isWithoutEffect && <p className={styles.note}>{copy.withoutEffect}</p>}
      <table className={styles.changes} aria-label={copy.outcome}>
        <thead>
          <tr>
            <th />
            <th>{copy.now}</th>
            <th />
            <th>{copy.after}</th>
            <th className={styles.right}>{copy.difference}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((change) => (
            <Row key={change.key} change={change} />
          ))}
        </tbody>
        <tfoot>
          <Row change={total} />
        </tfoot>
      </table>
      {moved.length > 0 && (
        <ul className={styles.moves} aria-label={copy.moves}>
          {moved.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {added > 0 && <p className={styles.note}>{copy.added(added)}</p>}
    </>
  )
}

/** A number that nobody has any more is told by whose its orders are. */
function movesIn({ moves, handedOver, before, after }: Preview): string[] {
  const numbers = new Set(handedOver.map(({ identifier }) => identifier.key))
  return [
    ...handedOver.map(({ identifier, to }) => {
      const names = to.map((id) => whoIs(id, after, copy.newCustomer))
      return `${copy.factsOf(identifierName(identifier))}：${copy.factsTo(names)}`
    }),
    ...moves
      .filter(({ identifier, to }) => to !== null || !numbers.has(identifier.key))
      .map(({ identifier, from, to }) =>
        copy.moveOf(identifierName(identifier), whoIs(from, before), whoIs(to, after)),
      ),
  ]
}

function Row({ change: { name, before, after, heirs, difference } }: { change: Change }) {
  const gone = heirs > 0 ? copy.goneTo(heirs) : copy.gone
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{before === null ? <span className="mut">{copy.none}</span> : sumText(before)}</td>
      <td className={styles.arrow}>
        <ArrowRightOutlined aria-hidden />
      </td>
      <td>{after === null ? gone : sumText(after)}</td>
      <td className={styles.right}>{differenceText(difference)}</td>
    </tr>
  )
}

function differenceText({ ordersPaid, netFen }: Change['difference']): string {
  if (ordersPaid === 0 && netFen === 0) {
    return copy.same
  }
  const sign = (value: number) => (value > 0 ? '+' : value < 0 ? '−' : '')
  const orders = `${sign(ordersPaid)}${copy.orderCount(Math.abs(ordersPaid))}`
  return `${orders}，${sign(netFen)}${moneyText(Math.abs(netFen))}`
}

function whoIs(
  customerId: string | null,
  sides: Preview['before'],
  nobody: string = copy.fromNobody,
): string {
  const side = sides.find((one) => one.customerId === customerId)
  if (side !== undefined) {
    return sideName(side)
  }
  return customerId === null ? nobody : shortId(customerId)
}
