import { Link } from 'react-router'
import { Money } from '../../../../shared/format/money.js'
import { When } from '../../../../shared/format/when.js'
import type { Column } from '../../../kit/data-table.js'
import { refundTag, troubleOf } from '../../../kit/refund-words.js'
import type { Refund } from '../api/refunds.js'
import { copy } from '../copy.js'
import { PushButton } from './push-button.js'
import styles from './refunds.module.css'

type Options = { mayWrite: boolean; onOrder: (orderId: string) => void }

export function refundColumns({ mayWrite, onOrder }: Options): readonly Column<Refund>[] {
  return [
    {
      key: 'who',
      title: copy.who,
      width: '19%',
      render: (refund) => <Who refund={refund} onOrder={onOrder} />,
    },
    { key: 'why', title: copy.why, width: '13%', render: ({ reason }) => reason },
    {
      key: 'amount',
      title: copy.amount,
      align: 'right',
      width: 96,
      render: ({ amountFen }) => (
        <span className="b">
          <Money fen={amountFen} />
        </span>
      ),
    },
    { key: 'state', title: copy.state, width: 176, render: (refund) => <State refund={refund} /> },
    { key: 'next', title: copy.next, render: (refund) => <Next refund={refund} /> },
    {
      key: 'act',
      title: <span className="sr">{copy.act}</span>,
      align: 'right',
      width: 96,
      render: (refund) => (mayWrite ? <PushButton refund={refund} /> : null),
    },
  ]
}

function Who({
  refund: { order, orderId },
  onOrder,
}: { refund: Refund } & Pick<Options, 'onOrder'>) {
  const customer = order?.customer
  const number = order?.orderNo ?? orderId
  return (
    <>
      {customer === undefined ? (
        <span className="mut">{order === undefined ? copy.noOrder : copy.noName}</span>
      ) : (
        <Link className="strong" to={`/customers/${customer.customerId}`}>
          {customer.name ?? copy.noName}
        </Link>
      )}
      <small>
        <button
          type="button"
          className={styles.order}
          title={number}
          aria-label={copy.openOrder(number)}
          onClick={() => onOrder(orderId)}
        >
          {shortened(number)}
        </button>
      </small>
    </>
  )
}

const LONGEST_NUMBER = 18

/** Both ends of a long number; the whole one is in the tooltip and in the order. */
const shortened = (number: string): string =>
  number.length > LONGEST_NUMBER ? `${number.slice(0, 8)}…${number.slice(-6)}` : number

const PAUSES = 5

function State({ refund }: { refund: Refund }) {
  const { state, trouble, tries } = refund
  if (state === 'requested' && trouble !== undefined) {
    return (
      <span className={styles.trying} title={trouble.code}>
        <Dots tries={tries} />
        {copy.tries(troubleOf(trouble.code).text, tries)}
      </span>
    )
  }
  const { text, tone } = refundTag(refund)
  return (
    <span className={`tag ${tone}`} title={trouble?.code}>
      {text}
    </span>
  )
}

/** One dot a pause, the longest ones repeat; the words beside say the same. */
function Dots({ tries }: { tries: number }) {
  return (
    <span className={styles.dots} aria-hidden="true">
      {Array.from({ length: PAUSES }, (_, index) => (
        <i key={index} className={index < tries ? styles.full : undefined} />
      ))}
    </span>
  )
}

function Next({ refund }: { refund: Refund }) {
  const { state, trouble, nextAt, acceptedAt, endedAt, requestedAt, account } = refund
  switch (state) {
    case 'requested': {
      const what = trouble === undefined ? copy.willAsk : copy.willTry
      return <At at={nextAt ?? requestedAt} what={what} />
    }
    case 'processing':
      return <At at={acceptedAt ?? requestedAt} what={copy.accepted} />
    case 'succeeded':
    case 'settled-offline':
      return (
        <>
          <At at={endedAt ?? requestedAt} what={copy.arrived} />
          {account !== undefined && <small>{copy.to(account)}</small>}
        </>
      )
    case 'failed':
    case 'abnormal':
    case 'returned-to-merchant':
      return (
        <>
          {troubleOf(trouble?.code ?? '').todo}
          <small>
            <At at={endedAt ?? trouble?.at ?? requestedAt} what={copy.stopped} />
          </small>
        </>
      )
  }
}

function At({ at, what }: { at: string; what: string }) {
  return (
    <span className="nowrap">
      <When at={at} /> {what}
    </span>
  )
}
