import { App, Input, Select } from 'antd'
import { useState } from 'react'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { ReasonModal } from '../../../kit/reason-modal.js'
import { useMoveStock } from '../api/change-stock.js'
import type { StockRow } from '../api/stock.js'
import { copy, errors } from '../copy.js'
import { poolText, skuText } from './stock-table.js'

type Store = { value: string; label: string }
type Props = { row: StockRow; stores: readonly Store[]; onClose: () => void }

const QTY = /^[1-9]\d{0,6}$/
const MAIN = 'main'

/** Free units of a pool to another one; says beforehand what is there afterwards. */
export function MoveModal({ row, stores, onClose }: Props) {
  const { message } = App.useApp()
  const move = useMoveStock()
  const [to, setTo] = useState<string>()
  const [qty, setQty] = useState('')
  const pools = [
    { value: MAIN, label: copy.main },
    ...stores.map(({ value, label }) => ({ value: `store:${value}`, label })),
  ].filter(({ value }) => value !== row.pool)
  const free = row.available ?? 0
  const count = QTY.test(qty.trim()) ? Number(qty.trim()) : 0
  const target = pools.find(({ value }) => value === to)
  const isReady = target !== undefined && count > 0 && count <= free
  const save = (reason: string) => {
    if (target !== undefined) {
      move.mutate(
        { skuId: row.skuId, from: row.pool, to: target.value, qty: count, reason },
        {
          onSuccess: () => {
            void message.success(copy.moved)
            onClose()
          },
        },
      )
    }
  }
  return (
    <ReasonModal
      title={copy.moveTitle(skuText(row))}
      act={copy.move}
      width={420}
      label={copy.reason}
      hint={copy.moveReasonHint}
      isBusy={move.isPending}
      isDisabled={!isReady}
      problem={move.isError ? sentenceOf(move.error, errors) : undefined}
      onReason={save}
      onClose={onClose}
    >
      <label htmlFor="to">{copy.to}</label>
      <Select
        id="to"
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: '100%', marginBottom: 12 }}
        placeholder={copy.needTo}
        value={to ?? null}
        options={pools}
        onChange={(value: string) => setTo(value)}
      />
      <label htmlFor="qty">{copy.qty}</label>
      <Input
        id="qty"
        inputMode="numeric"
        maxLength={7}
        value={qty}
        placeholder={copy.free(free)}
        status={qty === '' || (count > 0 && count <= free) ? '' : 'error'}
        onChange={(event) => setQty(event.target.value)}
      />
      <p className="mut sm" role="status">
        {isReady
          ? copy.after(poolText(row), row.total - count, target.label, count)
          : `${copy.needQty} · ${copy.free(free)}`}
      </p>
    </ReasonModal>
  )
}
