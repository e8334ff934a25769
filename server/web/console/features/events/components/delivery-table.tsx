import { Button } from 'antd'
import { useState } from 'react'
import { When } from '../../../../shared/format/when.js'
import { Empty } from '../../../../shared/states/empty.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import { useDeadDeliveries, type DeadDelivery } from '../api/dead-deliveries.js'
import { copy, typeText } from '../copy.js'
import { RetryModal } from './retry-modal.js'

const facts: readonly Column<DeadDelivery>[] = [
  {
    key: 'what',
    title: copy.what,
    render: (delivery) => typeText(delivery.type) ?? delivery.type,
  },
  {
    key: 'subscriber',
    title: copy.subscriber,
    render: (delivery) => <span className="mono">{delivery.subscriber}</span>,
  },
  { key: 'reason', title: copy.reason, render: (delivery) => delivery.reason ?? copy.empty },
  { key: 'attempts', title: copy.attempts, render: ({ attempts }) => copy.times(attempts) },
  {
    key: 'since',
    title: copy.since,
    align: 'right',
    render: (delivery) => <When at={delivery.createdAt} />,
  },
]

/** What was to follow from an event and was given up. */
export function DeliveryTable({ mayRetry, onBack }: { mayRetry: boolean; onBack: () => void }) {
  const deliveries = useDeadDeliveries()
  return (
    <DataTable
      label={copy.tabs.deliveries}
      columns={mayRetry ? [...facts, RETRY] : facts}
      listing={{
        items: deliveries.data?.items,
        error: deliveries.error,
        retry: () => void deliveries.refetch(),
      }}
      rowKey={(delivery) => `${delivery.id}:${delivery.subscriber}`}
      empty={
        <Empty
          action={
            <Button size="small" onClick={onBack}>
              {copy.seeReceived}
            </Button>
          }
        >
          {copy.deliveriesNone}
        </Empty>
      }
    />
  )
}

const RETRY: Column<DeadDelivery> = {
  key: 'retry',
  title: '',
  align: 'right',
  render: (delivery) => <Retry id={delivery.id} />,
}

function Retry({ id }: { id: string }) {
  const [asks, setAsks] = useState(false)
  return (
    <>
      <Button size="small" onClick={() => setAsks(true)}>
        {copy.again}
      </Button>
      {asks && <RetryModal id={id} onClose={() => setAsks(false)} />}
    </>
  )
}
