import { countText } from '../../../../shared/format/count.js'
import { When } from '../../../../shared/format/when.js'
import { Card } from '../../../../shared/kit/card.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { Rules } from '../api/rules.js'
import { copy, states } from '../copy.js'

/** Every version that there was, newest first. */
export function VersionsTable({ items }: { items: readonly Rules[] }) {
  return (
    <Card title={copy.versions}>
      <DataTable
        label={copy.versions}
        columns={columns}
        listing={{ items, error: null, retry: () => undefined }}
        rowKey={({ version }) => String(version)}
        empty={null}
      />
    </Card>
  )
}

const columns: readonly Column<Rules>[] = [
  { key: 'version', title: copy.version, render: ({ version }) => version, width: 64 },
  {
    key: 'state',
    title: copy.state,
    render: ({ state }) => (
      <span className={`tag ${states[state].tone}`}>{states[state].text}</span>
    ),
  },
  { key: 'reason', title: copy.reason, render: ({ reason }) => reason },
  {
    key: 'merged',
    title: copy.merged,
    align: 'right',
    render: ({ application }) => (application === null ? '–' : countText(application.counts.gone)),
  },
  {
    key: 'split',
    title: copy.split,
    align: 'right',
    render: ({ application }) =>
      application === null ? '–' : countText(application.counts.splits),
  },
  { key: 'who', title: copy.who, render: ({ actor }) => actor.name },
  {
    key: 'written',
    title: copy.written,
    align: 'right',
    render: ({ createdAt }) => <When at={createdAt} />,
  },
]
