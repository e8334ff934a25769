import { App, Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { When } from '../../../../shared/format/when.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import { useRetryShipment, type Shipment } from '../api/shipments.js'
import { copy, errors, shipmentStates, troubleOf, ways } from '../copy.js'

type Props = {
  rows: readonly Shipment[] | undefined
  error: unknown
  retry: () => void
  empty: ReactNode
  mayWrite: boolean
}

export function ShipmentTable({ rows, error, retry, empty, mayWrite }: Props) {
  return (
    <DataTable
      label={copy.title}
      columns={mayWrite ? [...columns, act] : columns}
      listing={{ items: rows, error, retry }}
      rowKey={({ paymentId }) => paymentId}
      empty={empty}
    />
  )
}

const columns: readonly Column<Shipment>[] = [
  {
    key: 'what',
    title: copy.what,
    render: ({ title, orderId }) => (
      <>
        {title}
        <small>
          <Link className="link" to={`/orders?order=${orderId}`}>
            {copy.order}
          </Link>
        </small>
      </>
    ),
  },
  {
    key: 'way',
    title: copy.way,
    render: ({ way, parcel }) => (
      <>
        {ways[way]}
        {parcel !== undefined && (
          <small>
            {parcel.company} {parcel.trackingNo}
          </small>
        )}
      </>
    ),
  },
  {
    key: 'state',
    title: copy.state,
    render: ({ state, troubleCode }) => (
      <>
        <span className={`tag ${shipmentStates[state].tone}`}>{shipmentStates[state].text}</span>
        {troubleCode !== undefined && <small>{troubleOf(troubleCode)}</small>}
      </>
    ),
  },
  { key: 'next', title: copy.next, render: (shipment) => <Next shipment={shipment} /> },
  {
    key: 'at',
    title: copy.at,
    align: 'right',
    render: ({ fulfilledAt }) => (
      <span className="mut nowrap">
        <When at={fulfilledAt} />
      </span>
    ),
  },
]

const act: Column<Shipment> = {
  key: 'act',
  title: <span className="sr">{copy.act}</span>,
  align: 'right',
  width: 110,
  render: (shipment) => (shipment.state === 'failed' ? <Again shipment={shipment} /> : null),
}

function Next({ shipment: { state, nextAt, settledAt, tries } }: { shipment: Shipment }) {
  switch (state) {
    case 'waiting':
      return (
        <>
          {nextAt !== undefined && <At at={nextAt} what={copy.willReport} />}
          {tries > 0 && <small>{copy.tries(tries)}</small>}
        </>
      )
    case 'reported':
      return nextAt === undefined ? (
        copy.waitsForCustomer
      ) : (
        <At at={nextAt} what={copy.willRemind} />
      )
    case 'settled':
      return settledAt === undefined ? copy.released : <At at={settledAt} what={copy.released} />
    case 'unneeded':
      return copy.unneeded
    case 'failed':
      return copy.todo
  }
}

const At = ({ at, what }: { at: string; what: string }) => (
  <span className="nowrap">
    <When at={at} /> {what}
  </span>
)

function Again({ shipment: { paymentId, title } }: { shipment: Shipment }) {
  const { message } = App.useApp()
  const retry = useRetryShipment({
    onDone: () => void message.success(copy.asked),
    onProblem: (error) => void message.error(sentenceOf(error, errors)),
  })
  return (
    <Button
      size="small"
      aria-label={copy.actOn(title)}
      loading={retry.isPending}
      onClick={() => retry.mutate(paymentId)}
    >
      {copy.again}
    </Button>
  )
}
