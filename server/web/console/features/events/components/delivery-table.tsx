import { Button } from 'antd'
import { useState } from 'react'
import { When } from '../../../../shared/format/when.js'
import { Empty } from '../../../../shared/states/empty.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import { useDeadDeliveries, type DeadDelivery } from '../api/dead-deliveries.js'
import { copy, reasonText, typeText } from '../copy.js'
import { DeliveryBar } from './delivery-bar.js'
import { pickColumn } from './pick-column.js'
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
  {
    key: 'reason',
    title: copy.reason,
    render: ({ reason }) => (reason === null ? copy.empty : reasonText(reason)),
  },
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
  const [picked, setPicked] = useState<readonly string[]>([])
  const { data } = deliveries
  const pick = pickColumn<DeadDelivery>({
    keyOf: ({ id }) => id,
    shown: data?.items.map(({ id }) => id) ?? [],
    picked,
    onPick: setPicked,
  })
  return (
    <>
      {mayRetry && data !== undefined && data.count > 0 && (
        <DeliveryBar dead={data} picked={picked} onDone={() => setPicked([])} />
      )}
      <DataTable
        label={copy.tabs.deliveries}
        columns={mayRetry ? [pick, ...facts, RETRY] : facts}
        listing={{
          items: data?.items,
          error: deliveries.error,
          retry: () => void deliveries.refetch(),
        }}
        rowKey={(delivery) => delivery.id}
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
    </>
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
