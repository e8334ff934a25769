import { dateText } from '../../../../shared/format/time.js'
import { sourceText } from '../../../../shared/people/source-text.js'
import { Empty } from '../../../../shared/states/empty.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { IdentityEdge } from '../api/graph.js'
import type { NamedIdentifier } from '../api/previews.js'
import { copy, kindLong, standings } from '../copy.js'
import { identifierName } from '../names.js'

type Props = {
  label: string
  edges: readonly IdentityEdge[]
  /** Of every key that an edge may have. */
  names: readonly Pick<NamedIdentifier, 'key' | 'type' | 'value'>[]
}

/** What was seen together: each pair with how, by whom, when and how often. */
export function EdgeTable({ label, edges, names }: Props) {
  const byKey = new Map(names.map((one) => [one.key, identifierName(one)]))
  return (
    <DataTable
      label={label}
      columns={columnsOf(byKey)}
      listing={{ items: edges, error: null, retry: () => {} }}
      rowKey={({ a, b, kind, source }) => [a, b, kind, source].join('|')}
      empty={<Empty>{copy.evidenceNone}</Empty>}
    />
  )
}

const columnsOf = (names: ReadonlyMap<string, string>): readonly Column<IdentityEdge>[] => [
  {
    key: 'what',
    title: copy.what,
    render: ({ kind, source }) => (
      <span>
        {kindLong(kind)}
        <small>{sourceText(source)}</small>
      </span>
    ),
  },
  {
    key: 'pair',
    title: copy.between,
    render: ({ a, b }) => (
      <span className="nowrap">
        {names.get(a) ?? a}
        <small>{names.get(b) ?? b}</small>
      </span>
    ),
  },
  {
    key: 'trust',
    title: copy.trust,
    render: ({ standing, isHeld }) => (
      <span>
        <span className={`tag ${standings[standing]?.tone ?? ''}`}>
          {standings[standing]?.text ?? standing}
        </span>
        {isHeld && <small className="warned">{copy.held}</small>}
      </span>
    ),
  },
  {
    key: 'times',
    title: copy.times,
    align: 'right',
    render: ({ count, firstAt, lastAt }) => {
      const [first, last] = [dateText(firstAt), dateText(lastAt)]
      return (
        <span className="nowrap">
          {copy.timesCount(count)}
          <small>{first === last ? first : `${first} – ${last}`}</small>
        </span>
      )
    },
  },
]
