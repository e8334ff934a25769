import { App, Button, Popconfirm } from 'antd'
import type { ReactNode } from 'react'
import { When } from '../../../../shared/format/when.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { Avatar } from '../../../../shared/kit/avatar.js'
import { roleText } from '../../../../shared/people/role-text.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import { useSetOperatorStatus } from '../api/change-operators.js'
import type { OperatorRow } from '../api/operators.js'
import { copy, errors, statuses } from '../copy.js'

type Props = {
  rows: readonly OperatorRow[] | undefined
  error: unknown
  retry: () => void
  empty: ReactNode
}

export function OperatorTable({ rows, error, retry, empty }: Props) {
  return (
    <DataTable
      label={copy.title}
      columns={columns}
      listing={{ items: rows, error, retry }}
      rowKey={(row) => row.operatorId}
      empty={empty}
    />
  )
}

const columns: readonly Column<OperatorRow>[] = [
  {
    key: 'name',
    title: copy.name,
    render: (row) => (
      <span className="who">
        <Avatar name={row.name} />
        <span>
          <span className="strong">{row.name}</span>
          <small>{row.username}</small>
        </span>
      </span>
    ),
  },
  { key: 'role', title: copy.role, render: (row) => roleText(row.role) },
  {
    key: 'stores',
    title: copy.stores,
    render: ({ storeCodes }) =>
      storeCodes === null ? copy.allStores : copy.storeCount(storeCodes.length),
  },
  {
    key: 'status',
    title: copy.status,
    render: ({ status }) => (
      <span className={`tag ${statuses[status].tone}`}>{statuses[status].text}</span>
    ),
  },
  {
    key: 'since',
    title: copy.since,
    align: 'right',
    render: (row) => <When at={row.createdAt} as="date" />,
  },
  { key: 'act', title: '', align: 'right', render: (row) => <Switch row={row} /> },
]

function Switch({ row }: { row: OperatorRow }) {
  const { message } = App.useApp()
  const change = useSetOperatorStatus()
  const set = (status: OperatorRow['status']) =>
    change.mutate(
      { operatorId: row.operatorId, status },
      { onError: (error) => void message.error(sentenceOf(error, errors)) },
    )
  if (row.status === 'disabled') {
    return (
      <Button size="small" loading={change.isPending} onClick={() => set('active')}>
        {copy.enable}
      </Button>
    )
  }
  return (
    <Popconfirm
      title={copy.disableTitle(row.name)}
      description={copy.disableHint}
      okText={copy.disable}
      cancelText={copy.cancel}
      onConfirm={() => set('disabled')}
      placement="topRight"
    >
      <Button size="small" loading={change.isPending}>
        {copy.disable}
      </Button>
    </Popconfirm>
  )
}
