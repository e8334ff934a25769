import type { ReactNode } from 'react'
import { countText } from '../../../../shared/format/count.js'
import { Money, moneyText } from '../../../../shared/format/money.js'
import { When } from '../../../../shared/format/when.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { Template } from '../api/templates.js'
import { copy, ruleText, statuses, validityText } from '../copy.js'

type Props = {
  rows: readonly Template[] | undefined
  error: unknown
  retry: () => void
  empty: ReactNode
  /** Missing for who may only look. */
  onStop: ((template: Template) => void) | undefined
}

/** Every coupon with its rule and what became of it. */
export function TemplateTable({ rows, error, retry, empty, onStop }: Props) {
  const columns: readonly Column<Template>[] = [
    ...FACTS,
    {
      key: 'stop',
      title: '',
      align: 'right',
      render: (template) =>
        onStop !== undefined &&
        template.status === 'open' && (
          <button
            type="button"
            className="link"
            aria-label={copy.stopOf(template.name)}
            onClick={() => onStop(template)}
          >
            {copy.stop}
          </button>
        ),
    },
  ]
  return (
    <DataTable
      label={copy.title}
      columns={columns}
      listing={{ items: rows, error, retry }}
      rowKey={({ templateId }) => templateId}
      empty={empty}
    />
  )
}

const FACTS: readonly Column<Template>[] = [
  {
    key: 'coupon',
    title: copy.coupon,
    render: ({ name, createdAt, isTakeable }) => (
      <>
        <span className="strong">{name}</span>
        <small>
          {isTakeable ? copy.takeable : copy.byStaff}，{copy.made} <When at={createdAt} as="date" />
        </small>
      </>
    ),
  },
  {
    key: 'rule',
    title: copy.rule,
    render: (template) => (
      <>
        {ruleText(template)}
        <small>{boundsText(template)}</small>
      </>
    ),
  },
  { key: 'validity', title: copy.validity, render: validityText },
  {
    key: 'issued',
    title: copy.issued,
    align: 'right',
    render: ({ issued, budgetCount }) => (
      <>
        {countText(issued)}
        <small>{copy.of(budgetCount)}</small>
      </>
    ),
  },
  {
    key: 'used',
    title: copy.used,
    align: 'right',
    render: ({ used, locked, expired }) => (
      <>
        {countText(used)}
        <small>
          {[locked > 0 ? copy.locked(locked) : '', expired > 0 ? copy.expired(expired) : '']
            .filter(Boolean)
            .join('，')}
        </small>
      </>
    ),
  },
  {
    key: 'rate',
    title: copy.usedRate,
    align: 'right',
    render: ({ issued, used }) => (issued === 0 ? '—' : `${Math.round((used / issued) * 100)}%`),
  },
  {
    key: 'money',
    title: copy.money,
    align: 'right',
    render: ({ usedFen, budgetFen }) => (
      <>
        <Money fen={usedFen} />
        <small>{budgetFen === undefined ? '' : copy.budgetMoney(moneyText(budgetFen))}</small>
      </>
    ),
  },
  {
    key: 'status',
    title: '',
    render: ({ status }) => (
      <span className={`tag ${statuses[status].tone}`}>{statuses[status].text}</span>
    ),
  },
]

function boundsText({ productIds, coversVouchers, perCustomer }: Template): string {
  return [
    productIds === undefined ? '' : copy.some(productIds.length),
    coversVouchers ? copy.vouchers : '',
    copy.mostEach(perCustomer),
  ]
    .filter(Boolean)
    .join('，')
}
