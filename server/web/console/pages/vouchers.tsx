import { Button, Drawer, Select } from 'antd'
import { Link } from 'react-router'
import { Money } from '../../shared/format/money.js'
import { When } from '../../shared/format/when.js'
import { Empty } from '../../shared/states/empty.js'
import { ErrorState } from '../../shared/states/error-state.js'
import { useMay } from '../features/session/api/current-session.js'
import { useVoucher, useVouchers } from '../features/vouchers/api/vouchers.js'
import { RedemptionTable } from '../features/vouchers/components/redemption-table.js'
import { voucherColumns } from '../features/vouchers/components/voucher-columns.js'
import { ValidTo } from '../features/vouchers/components/valid-to.js'
import { VoucherState } from '../features/vouchers/components/voucher-state.js'
import { copy, isState, STATES, states } from '../features/vouchers/copy.js'
import { DataTable } from '../kit/data-table.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { useFilters } from '../kit/use-filters.js'
import { usePages } from '../kit/use-pages.js'
import './counter.css'

/** Every voucher that was sold: what it is owed, who holds it, what became of it. */
export default function VouchersPage() {
  const filters = useFilters(['state', 'order', 'voucher'])
  const { state, order } = filters.values
  const pages = usePages(`${state ?? ''}:${order ?? ''}`)
  const vouchers = useVouchers({
    ...(isState(state) ? { state } : {}),
    ...(order === undefined ? {} : { orderId: order }),
    cursor: pages.cursor,
  })
  const isFiltered = state !== undefined || order !== undefined
  const clear = () => filters.set({ state: undefined, order: undefined })
  return (
    <>
      <PageHead title={copy.listTitle} sub={copy.listSub}>
        <Select
          aria-label={copy.filter}
          value={isState(state) ? state : 'all'}
          onChange={(value) => filters.set({ state: value === 'all' ? undefined : value })}
          options={[
            { value: 'all', label: copy.all },
            ...STATES.map((value) => ({ value, label: states[value].text })),
          ]}
          style={{ width: 120 }}
        />
        {order !== undefined && <Button onClick={clear}>{copy.clear}</Button>}
      </PageHead>
      <section className="card">
        <DataTable
          label={copy.listTitle}
          columns={voucherColumns((voucher) => filters.set({ voucher }))}
          listing={{
            items: vouchers.data?.items,
            error: vouchers.error,
            retry: () => void vouchers.refetch(),
          }}
          rowKey={({ voucherId }) => voucherId}
          onOpen={({ voucherId }) => filters.set({ voucher: voucherId })}
          empty={
            isFiltered ? (
              <Empty action={<Button onClick={clear}>{copy.clear}</Button>}>{copy.noneMatch}</Empty>
            ) : (
              <Empty>{copy.none}</Empty>
            )
          }
        />
        <Pager pages={pages} nextCursor={vouchers.data?.nextCursor} />
      </section>
      <Drawer
        open={filters.values.voucher !== undefined}
        title={copy.detail}
        size={640}
        onClose={() => filters.set({ voucher: undefined })}
        destroyOnHidden
      >
        <Detail voucherId={filters.values.voucher} />
      </Drawer>
    </>
  )
}

function Detail({ voucherId }: { voucherId: string | undefined }) {
  const found = useVoucher(voucherId)
  const mayUndo = useMay('vouchers.undo')
  const mayReadOrders = useMay('orders.read')
  if (found.isError) {
    return (
      <ErrorState what={copy.failed} error={found.error} onRetry={() => void found.refetch()} />
    )
  }
  const voucher = found.data
  if (voucher === undefined) {
    return null
  }
  return (
    <article aria-label={voucher.name}>
      <h3>
        {voucher.name} <VoucherState state={voucher.state} />
      </h3>
      <dl className="voucher-facts">
        <dt>{copy.holder}</dt>
        <dd>{voucher.customer?.name ?? copy.somebody}</dd>
        {voucher.payer !== undefined && (
          <>
            <dt>{copy.payer}</dt>
            <dd>{voucher.payer.name ?? copy.somebody}</dd>
          </>
        )}
        <dt>{copy.sold}</dt>
        <dd>
          <Money fen={voucher.soldFen} /> <When at={voucher.createdAt} />
        </dd>
        <dt>{copy.owed}</dt>
        <dd>
          <Money fen={voucher.owedFen} /> · {copy.usesLeft(voucher.usesLeft, voucher.uses)}
        </dd>
        <dt>{copy.validTo}</dt>
        <dd>
          <ValidTo at={voucher.validTo} /> · {copy.atExpiry[voucher.atExpiry]}
        </dd>
        <dt>{copy.stores}</dt>
        <dd>{voucher.storeNames.length === 0 ? copy.everyStore : voucher.storeNames.join('、')}</dd>
      </dl>
      {mayReadOrders && (
        <p>
          <Link className="link" to={`/orders?order=${voucher.orderId}`}>
            {copy.ofOrder}
          </Link>
        </p>
      )}
      <h4>{copy.redemptions}</h4>
      <RedemptionTable
        rows={voucher.redemptions}
        error={null}
        retry={() => void found.refetch()}
        mayUndo={mayUndo}
      />
    </article>
  )
}
