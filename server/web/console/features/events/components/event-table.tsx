import type { ReactNode } from 'react'
import { When } from '../../../../shared/format/when.js'
import { sourceText } from '../../../../shared/people/source-text.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { InboxEvent } from '../api/events.js'
import { copy, reasonText, states, typeText } from '../copy.js'
import styles from './event-table.module.css'

type Props = {
  /** Chooses rows; absent where there is nothing to do with them. */
  pick?: Column<InboxEvent> | undefined
  rows: readonly InboxEvent[] | undefined
  error: unknown
  retry: () => void
  empty: ReactNode
  onOpen: (key: string) => void
}

export function EventTable({ pick, rows, error, retry, empty, onOpen }: Props) {
  return (
    <DataTable
      label={copy.title}
      columns={[...(pick === undefined ? [] : [pick]), ...columnsFor(onOpen)]}
      listing={{ items: rows, error, retry }}
      rowKey={(event) => event.key}
      onOpen={(event) => onOpen(event.key)}
      empty={empty}
      skeletonRows={10}
    />
  )
}

const columnsFor = (onOpen: Props['onOpen']): readonly Column<InboxEvent>[] => [
  {
    key: 'what',
    title: copy.what,
    render: (event) => (
      <>
        <button type="button" className="link" onClick={() => onOpen(event.key)}>
          {typeText(event.type) ?? event.type}
        </button>
        <small className={styles.key}>{event.key}</small>
      </>
    ),
  },
  { key: 'source', title: copy.source, render: (event) => sourceText(event.source) },
  {
    key: 'state',
    title: copy.state,
    render: ({ state }) => (
      <span className={`tag ${states[state].tone}`}>{states[state].text}</span>
    ),
  },
  {
    key: 'reason',
    title: copy.reason,
    render: ({ reason, attempts }) => (
      <>
        {reason ? (
          <span title={reason}>{reasonText(reason)}</span>
        ) : (
          <span className="mut">{copy.empty}</span>
        )}
        {attempts > 1 && (
          <small>
            {copy.attempts} {copy.times(attempts)}
          </small>
        )}
      </>
    ),
  },
  {
    key: 'received',
    title: copy.received,
    align: 'right',
    render: (event) => (
      <span className="mut nowrap">
        <When at={event.receivedAt} />
      </span>
    ),
  },
]
