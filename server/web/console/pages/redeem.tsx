import { Button } from 'antd'
import { useState } from 'react'
import { Problem } from '../../shared/http/problem.js'
import { sentenceOf } from '../../shared/http/sentences.js'
import { Card } from '../../shared/kit/card.js'
import { Bone } from '../../shared/states/bone.js'
import { Empty } from '../../shared/states/empty.js'
import { ErrorState } from '../../shared/states/error-state.js'
import { useMay } from '../features/session/api/current-session.js'
import {
  useLookUp,
  useRedeem,
  useRedemptions,
  type Asked,
} from '../features/vouchers/api/redeem.js'
import { AskCode } from '../features/vouchers/components/ask-code.js'
import { FoundVoucher } from '../features/vouchers/components/found-voucher.js'
import { RedemptionTable } from '../features/vouchers/components/redemption-table.js'
import { copy, errors } from '../features/vouchers/copy.js'
import { PageHead } from '../kit/page-head.js'
import { useStoreOptions } from '../kit/store-options.js'
import './counter.css'

const STORE_KEY = 'huike.counter.store'

/** The redeem desk of a store: a code comes in, what it is is shown, and somebody confirms. */
export default function RedeemPage() {
  const stores = useStoreOptions()
  const [storeCode, setStore] = useState(() => localStorage.getItem(STORE_KEY) ?? undefined)
  const [code, setCode] = useState<string>()
  const [round, setRound] = useState(0)
  const only = stores.data?.length === 1 ? stores.data[0]?.value : undefined
  const known = stores.data?.find(({ value }) => value === storeCode)?.value ?? only
  const next = () => {
    setCode(undefined)
    setRound(round + 1)
  }
  return (
    <>
      <PageHead title={copy.deskTitle} sub={copy.deskSub} />
      <section className="card">
        {stores.data?.length === 0 ? (
          <Empty>{copy.noStore}</Empty>
        ) : (
          <AskCode
            key={round}
            stores={stores.data ?? []}
            storeCode={known}
            onStore={(chosen) => {
              localStorage.setItem(STORE_KEY, chosen)
              setStore(chosen)
              setCode(undefined)
            }}
            onCode={setCode}
          />
        )}
        {code === undefined || known === undefined ? (
          <Empty>{copy.first}</Empty>
        ) : (
          <Slip key={`${known}:${code}`} asked={{ storeCode: known, code }} onNext={next} />
        )}
      </section>
      <Recent storeCode={known} />
    </>
  )
}

function Slip({ asked, onNext }: { asked: Asked; onNext: () => void }) {
  const found = useLookUp(asked)
  const redeem = useRedeem()
  // one intention of whoever stands here: sent again after a lost answer it is the same redemption
  const [redeemId] = useState(() => crypto.randomUUID())
  if (redeem.data !== undefined) {
    const { voucher, redemption } = redeem.data
    return (
      <article className="slip" aria-label={voucher.name}>
        <p role="status">
          <strong className="slip-name">{copy.redeemed(redemption.uses)}</strong>
        </p>
        <p>
          {voucher.name} · {copy.left(redemption.usesLeft)}
        </p>
        <footer>
          <Button size="large" type="primary" autoFocus onClick={onNext}>
            {copy.next}
          </Button>
        </footer>
      </article>
    )
  }
  if (found.data !== undefined) {
    return (
      <FoundVoucher
        found={found.data}
        isBusy={redeem.isPending}
        problem={redeem.error}
        onRedeem={(uses) => redeem.mutate({ ...asked, uses, redeemId })}
        onNext={onNext}
      />
    )
  }
  if (found.error instanceof Problem && found.error.status === 404) {
    return <Empty>{sentenceOf(found.error, errors)}</Empty>
  }
  return found.isError ? (
    <ErrorState what={copy.failed} error={found.error} onRetry={() => void found.refetch()} />
  ) : (
    <div className="bones">
      <Bone height={32} width="40%" />
      <Bone height={80} />
    </div>
  )
}

function Recent({ storeCode }: { storeCode: string | undefined }) {
  const mayUndo = useMay('vouchers.undo')
  const recent = useRedemptions(storeCode)
  return storeCode === undefined ? null : (
    <Card title={copy.today} extra={<span className="sub">{copy.todayNote}</span>}>
      <RedemptionTable
        rows={recent.data?.items}
        error={recent.error}
        retry={() => void recent.refetch()}
        mayUndo={mayUndo}
      />
    </Card>
  )
}
