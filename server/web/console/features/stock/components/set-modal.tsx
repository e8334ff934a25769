import { App, Input } from 'antd'
import { useState } from 'react'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { ReasonModal } from '../../../kit/reason-modal.js'
import { useSetTotal } from '../api/change-stock.js'
import type { StockRow } from '../api/stock.js'
import { copy, errors } from '../copy.js'
import { poolText, skuText } from './stock-table.js'

const UNITS = /^\d{0,7}$/

/** How many units a pool has in all. */
export function SetModal({ row, onClose }: { row: StockRow; onClose: () => void }) {
  const { message } = App.useApp()
  const set = useSetTotal()
  const [total, setTotal] = useState(row.unlimited ? '' : String(row.total))
  const isUnits = UNITS.test(total.trim())
  const save = (reason: string) => {
    const { skuId, pool } = row
    const typed = total.trim()
    set.mutate(
      { skuId, pool, total: typed === '' ? null : Number(typed), reason },
      {
        onSuccess: () => {
          void message.success(copy.saved)
          onClose()
        },
      },
    )
  }
  return (
    <ReasonModal
      title={copy.setTitle(skuText(row), poolText(row))}
      act={copy.save}
      width={420}
      label={copy.reason}
      hint={copy.reasonHint}
      isBusy={set.isPending}
      isDisabled={!isUnits}
      problem={set.isError ? sentenceOf(set.error, errors) : undefined}
      onReason={save}
      onClose={onClose}
    >
      <label htmlFor="total">{copy.total}</label>
      <Input
        id="total"
        inputMode="numeric"
        maxLength={7}
        placeholder={copy.unlimited}
        value={total}
        status={isUnits ? '' : 'error'}
        onChange={(event) => setTotal(event.target.value)}
      />
      <p className="mut sm">
        {isUnits ? copy.totalHint : copy.needTotal} · {copy.now(row.held, row.sold)}
      </p>
    </ReasonModal>
  )
}
