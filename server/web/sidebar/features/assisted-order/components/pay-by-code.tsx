import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Money, moneyText } from '../../../../shared/format/money.js'
import { whenText } from '../../../../shared/format/time.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { Bone } from '../../../../shared/states/bone.js'
import { useAssistedOrder, useCancelAssisted, usePayCode } from '../api/assisted-order.js'
import { copy, errors } from '../copy.js'

type Props = { orderId: string; onAgain: () => void }

/** The code that the customer scans, until the order is paid or closed. */
export function PayByCode({ orderId, onAgain }: Props) {
  const placed = useAssistedOrder(orderId)
  const client = useQueryClient()
  const status = placed.data?.order.status
  useEffect(() => {
    if (status !== undefined && status !== 'pending-payment') {
      void client.invalidateQueries({ queryKey: ['sidebar-customer'] })
    }
  }, [client, status])
  if (placed.data === undefined) {
    return placed.isError ? (
      <p className="bad" role="alert">
        {sentenceOf(placed.error, errors)}
      </p>
    ) : (
      <Bone height={220} />
    )
  }
  const { totalFen } = placed.data.order
  if (status !== 'pending-payment') {
    return (
      <div className="assist assist-code" role="status">
        <p>{status === 'closed' ? copy.closed : copy.paid}</p>
        <b>
          <Money fen={totalFen} />
        </b>
        <button type="button" className="btn touch" onClick={onAgain}>
          {copy.again}
        </button>
      </div>
    )
  }
  return <Code orderId={orderId} totalFen={totalFen} />
}

function Code({ orderId, totalFen }: { orderId: string; totalFen: number }) {
  const code = usePayCode(orderId)
  const cancel = useCancelAssisted(orderId)
  const problem = cancel.error ?? code.error
  return (
    <div className="assist assist-code">
      <p>{copy.scan}</p>
      {code.data === undefined ? (
        !code.isError && <Bone height={220} />
      ) : (
        <img
          alt={copy.codeOf(moneyText(totalFen))}
          src={`data:image/svg+xml;utf8,${encodeURIComponent(code.data.picture)}`}
        />
      )}
      <b>
        <Money fen={totalFen} />
      </b>
      <p className="hint" role="status">
        {copy.waiting}
        {code.data !== undefined && `，${copy.until(whenText(code.data.expiresAt))}`}
      </p>
      <p className="hint">{copy.orInShop}</p>
      <button
        type="button"
        className="btn touch"
        disabled={cancel.isPending}
        onClick={() => cancel.mutate()}
      >
        {copy.cancel}
      </button>
      {problem !== null && (
        <p className="bad" role="alert">
          {sentenceOf(problem, errors)}
        </p>
      )}
    </div>
  )
}
