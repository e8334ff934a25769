import { Money } from '../../../../shared/format/money.js'
import { When } from '../../../../shared/format/when.js'
import type { Column } from '../../../kit/data-table.js'
import type { Voucher } from '../api/vouchers.js'
import { copy } from '../copy.js'
import { ValidTo } from './valid-to.js'
import { VoucherState } from './voucher-state.js'

export const voucherColumns = (open: (voucherId: string) => void): readonly Column<Voucher>[] => [
  {
    key: 'voucher',
    title: copy.voucher,
    render: ({ voucherId, name, codeTail, givenAt }) => (
      <>
        <button type="button" className="link" onClick={() => open(voucherId)}>
          {name}
        </button>{' '}
        <span className="mut mono">…{codeTail}</span>
        {givenAt !== undefined && <span className="tag">{copy.given}</span>}
      </>
    ),
  },
  {
    key: 'holder',
    title: copy.holder,
    render: ({ customer }) => customer?.name ?? <span className="mut">{copy.somebody}</span>,
  },
  { key: 'state', title: copy.state, render: ({ state }) => <VoucherState state={state} /> },
  {
    key: 'owed',
    title: copy.owed,
    align: 'right',
    render: ({ owedFen, state }) =>
      state === 'active' || state === 'offered' ? <Money fen={owedFen} /> : copy.empty,
  },
  {
    key: 'validTo',
    title: copy.validTo,
    align: 'right',
    render: ({ validTo }) => (
      <span className="mut nowrap">
        <ValidTo at={validTo} />
      </span>
    ),
  },
  {
    key: 'bought',
    title: copy.bought,
    align: 'right',
    render: ({ createdAt }) => (
      <span className="mut nowrap">
        <When at={createdAt} />
      </span>
    ),
  },
]
