import { Button } from 'antd'
import { Link } from 'react-router'
import { countText } from '../../../../shared/format/count.js'
import { Money } from '../../../../shared/format/money.js'
import { When } from '../../../../shared/format/when.js'
import { Card } from '../../../../shared/kit/card.js'
import {
  identifierTypeText,
  identifierValueText,
} from '../../../../shared/people/identifier-text.js'
import { Empty } from '../../../../shared/states/empty.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { Graph, IdentityNode } from '../api/graph.js'
import { copy } from '../copy.js'
import { identifierName, shortId } from '../names.js'

type Props = { graph: Graph; picked: readonly string[]; onPick: (key: string) => void }

/** The points of the picture; choosing two here does the same as there. */
export function NodeTable({ graph, picked, onPick }: Props) {
  return (
    <Card title={copy.identifiers} sub={copy.identifiersSub}>
      <DataTable
        label={copy.identifiers}
        columns={[...columns, owner(graph.customerId), ...sums, choice(picked, onPick)]}
        listing={{ items: graph.nodes, error: null, retry: () => {} }}
        rowKey={(node) => node.key}
        empty={<Empty>{copy.identifiersNone}</Empty>}
      />
    </Card>
  )
}

const columns: readonly Column<IdentityNode>[] = [
  {
    key: 'value',
    title: copy.value,
    render: (node) => (
      <span className="nowrap" title={`${node.scope} ${node.value}`}>
        <span className="strong">{identifierValueText(node.value)}</span>
        <small>
          {[
            identifierTypeText(node.type),
            node.isFounder ? copy.founder : '',
            node.isMoved ? copy.moved : '',
          ]
            .filter(Boolean)
            .join('，')}
        </small>
      </span>
    ),
  },
]

const owner = (customerId: string): Column<IdentityNode> => ({
  key: 'owner',
  title: copy.belongs,
  render: ({ ownerId, ownerName }) =>
    ownerId === null ? (
      <span className="mut">{copy.nobody}</span>
    ) : ownerId === customerId ? (
      copy.ownHere
    ) : (
      <Link className="link" to={`/customers/${ownerId}?tab=identity`}>
        {ownerName ?? `${copy.noName} ${shortId(ownerId)}`}
      </Link>
    ),
})

const sums: readonly Column<IdentityNode>[] = [
  {
    key: 'orders',
    title: copy.orders,
    align: 'right',
    render: ({ ordersPaid }) => countText(ordersPaid),
  },
  { key: 'net', title: copy.net, align: 'right', render: ({ netFen }) => <Money fen={netFen} /> },
  {
    key: 'seen',
    title: copy.lastSeen,
    align: 'right',
    render: ({ firstSeenAt, lastSeenAt }) => (
      <span className="nowrap">
        <When at={lastSeenAt} as="date" />
        <small>
          <When at={firstSeenAt} as="date" /> 起
        </small>
      </span>
    ),
  },
]

const choice = (
  picked: readonly string[],
  onPick: (key: string) => void,
): Column<IdentityNode> => ({
  key: 'pick',
  title: '',
  align: 'right',
  render: (node) => {
    const isPicked = picked.includes(node.key)
    return (
      <Button
        size="small"
        type={isPicked ? 'primary' : 'default'}
        ghost={isPicked}
        aria-pressed={isPicked}
        aria-label={copy.pickOne(identifierName(node))}
        onClick={() => onPick(node.key)}
      >
        {isPicked ? copy.picked : copy.pick}
      </Button>
    )
  },
})
