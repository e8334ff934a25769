import { When } from '../../../../shared/format/when.js'
import { Card } from '../../../../shared/kit/card.js'
import {
  identifierTypeText,
  identifierValueText,
} from '../../../../shared/people/identifier-text.js'
import { sourceText } from '../../../../shared/people/source-text.js'
import { Empty } from '../../../../shared/states/empty.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { Customer } from '../api/customer.js'
import { copy, strengths } from '../copy.js'
import styles from './identity.module.css'
import { LinkSentence } from './link-sentence.js'

type Identifier = Customer['identifiers'][number]

const columns: readonly Column<Identifier>[] = [
  {
    key: 'type',
    title: copy.idType,
    render: (item) => <span className="nowrap">{identifierTypeText(item.type)}</span>,
  },
  {
    key: 'value',
    title: copy.idValue,
    render: (item) => (
      <span className="strong" title={item.value}>
        {identifierValueText(item.value)}
      </span>
    ),
  },
  {
    key: 'scope',
    title: copy.idScope,
    render: (item) => (
      <span className="mut" title={item.scope}>
        {identifierValueText(item.scope)}
      </span>
    ),
  },
  {
    key: 'strength',
    title: copy.strength,
    render: (item) => (
      <span className={`tag ${strengths[item.strength].tone}`}>
        {strengths[item.strength].text}
      </span>
    ),
  },
  { key: 'source', title: copy.source, render: (item) => sourceText(item.source) },
  {
    key: 'first',
    title: copy.firstSeen,
    align: 'right',
    render: (item) => <When at={item.firstSeenAt} as="date" />,
  },
  {
    key: 'last',
    title: copy.lastSeen,
    align: 'right',
    render: (item) => (
      <span className="nowrap">
        <When at={item.lastSeenAt} />
      </span>
    ),
  },
]

/** By what the customer is known, and why these are one person. */
export function IdentityTab({ customer }: { customer: Customer }) {
  const { identifiers, links, mergedFrom } = customer
  return (
    <div className={styles.columns}>
      <Card title={copy.identifiers(identifiers.length)} sub={copy.identifiersSub}>
        <DataTable
          label={copy.identifiers(identifiers.length)}
          columns={columns}
          listing={{ items: identifiers, error: null, retry: () => {} }}
          rowKey={(item) => `${item.type}:${item.scope}:${item.value}`}
          empty={<Empty>{copy.evidenceNone}</Empty>}
        />
      </Card>
      <div className={styles.right}>
        <Card title={copy.evidence(links.length)}>
          {links.length === 0 ? (
            <Empty>{copy.evidenceNone}</Empty>
          ) : (
            <ol className={styles.links}>
              {links.map((link, index) => (
                <LinkSentence key={index} link={link} step={index + 1} />
              ))}
            </ol>
          )}
        </Card>
        {mergedFrom.length > 0 && (
          <Card title={copy.mergedFrom}>
            <ul className="card-pad mono">
              {mergedFrom.map((customerId) => (
                <li key={customerId}>{customerId}</li>
              ))}
            </ul>
          </Card>
        )}
      </div>
    </div>
  )
}
