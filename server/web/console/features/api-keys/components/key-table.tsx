import { App, Button, Popconfirm } from 'antd'
import type { ReactNode } from 'react'
import { When } from '../../../../shared/format/when.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import { useRevokeApiKey, type ApiKeyRow } from '../api/api-keys.js'
import { copy, errors, scopeTexts, states } from '../copy.js'

type Props = {
  rows: readonly ApiKeyRow[] | undefined
  error: unknown
  retry: () => void
  empty: ReactNode
}

export function KeyTable({ rows, error, retry, empty }: Props) {
  return (
    <DataTable
      label={copy.title}
      columns={columns}
      listing={{ items: rows, error, retry }}
      rowKey={(row) => row.apiKeyId}
      empty={empty}
    />
  )
}

const columns: readonly Column<ApiKeyRow>[] = [
  {
    key: 'name',
    title: copy.name,
    render: ({ name, tail }) => (
      <span>
        <span className="strong">{name}</span>
        <br />
        <small>{copy.tail(tail)}</small>
      </span>
    ),
  },
  {
    key: 'scopes',
    title: copy.scopes,
    render: ({ scopes }) => scopes.map((scope) => scopeTexts[scope]).join('、'),
  },
  {
    key: 'trust',
    title: copy.trust,
    render: ({ trusted }) => (trusted ? copy.trusted : copy.untrusted),
  },
  {
    key: 'sources',
    title: copy.sources,
    render: ({ sources }) => (sources === null ? copy.anySource : sources.join('、')),
  },
  {
    key: 'status',
    title: copy.status,
    render: ({ state }) => (
      <span className={`tag ${states[state].tone}`}>{states[state].text}</span>
    ),
  },
  {
    key: 'used',
    title: copy.lastUsed,
    align: 'right',
    render: ({ lastUsedAt }) => (lastUsedAt === null ? copy.neverUsed : <When at={lastUsedAt} />),
  },
  {
    key: 'made',
    title: copy.made,
    align: 'right',
    render: ({ createdAt, createdBy }) => (
      <span title={copy.by(createdBy)}>
        <When at={createdAt} as="date" />
      </span>
    ),
  },
  { key: 'act', title: '', align: 'right', render: (row) => <Revoke row={row} /> },
]

function Revoke({ row: { apiKeyId, name, state } }: { row: ApiKeyRow }) {
  const { message } = App.useApp()
  const revoke = useRevokeApiKey()
  if (state === 'revoked') {
    return null
  }
  const confirm = () =>
    revoke.mutate(apiKeyId, {
      onSuccess: () => void message.success(copy.revoked(name)),
      onError: (error) => void message.error(sentenceOf(error, errors)),
    })
  return (
    <Popconfirm
      title={copy.revokeTitle(name)}
      description={copy.revokeHint}
      okText={copy.revoke}
      cancelText={copy.cancel}
      onConfirm={confirm}
      placement="topRight"
    >
      <Button size="small" danger loading={revoke.isPending}>
        {copy.revoke}
      </Button>
    </Popconfirm>
  )
}
