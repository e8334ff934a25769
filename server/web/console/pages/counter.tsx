import { useState } from 'react'
import { Bone } from '../../shared/states/bone.js'
import { Empty } from '../../shared/states/empty.js'
import { ErrorState } from '../../shared/states/error-state.js'
import { Problem } from '../../shared/http/problem.js'
import { sentenceOf } from '../../shared/http/sentences.js'
import { useFulfil, usePickup } from '../features/counter/api/pickup.js'
import { AskCode } from '../features/counter/components/ask-code.js'
import { FoundOrder } from '../features/counter/components/found-order.js'
import { copy, errors } from '../features/counter/copy.js'
import { useStoreOptions } from '../kit/store-options.js'
import { PageHead } from '../kit/page-head.js'
import './counter.css'

const STORE_KEY = 'huike.counter.store'

/** The counter of a store: a code comes in, an order goes out. The store is remembered on this device. */
export default function CounterPage() {
  const stores = useStoreOptions()
  const [storeCode, setStore] = useState(() => localStorage.getItem(STORE_KEY) ?? undefined)
  const [code, setCode] = useState<string>()
  const [round, setRound] = useState(0)
  const known = stores.data?.find(({ value }) => value === storeCode)?.value ?? only(stores.data)
  const chooseStore = (chosen: string) => {
    localStorage.setItem(STORE_KEY, chosen)
    setStore(chosen)
    setCode(undefined)
  }
  const next = () => {
    setCode(undefined)
    setRound(round + 1)
  }
  return (
    <>
      <PageHead title={copy.title} sub={copy.sub} />
      <section className="card">
        {stores.data?.length === 0 ? (
          <Empty>{copy.noStore}</Empty>
        ) : (
          <AskCode
            key={round}
            stores={stores.data ?? []}
            storeCode={known}
            onStore={chooseStore}
            onCode={setCode}
          />
        )}
      </section>
      <section className="card">
        {code === undefined || known === undefined ? (
          <Empty>{copy.first}</Empty>
        ) : (
          <Slip storeCode={known} code={code} onNext={next} />
        )}
      </section>
    </>
  )
}

/** Whoever sees one store only need not choose it. */
const only = (stores: readonly { value: string }[] | undefined): string | undefined =>
  stores?.length === 1 ? stores[0]?.value : undefined

type Asked = { storeCode: string; code: string }

function Slip({ onNext, ...asked }: Asked & { onNext: () => void }) {
  const order = usePickup(asked)
  const fulfil = useFulfil(asked)
  if (order.data !== undefined) {
    const { orderId } = order.data
    return (
      <FoundOrder
        order={order.data}
        busy={fulfil.isPending ? fulfil.variables.act : undefined}
        problem={fulfil.error}
        onAct={(act) => fulfil.mutate({ orderId, act })}
        onNext={onNext}
      />
    )
  }
  if (order.error instanceof Problem && order.error.status === 404) {
    return <Empty>{sentenceOf(order.error, errors)}</Empty>
  }
  if (order.isError) {
    return (
      <ErrorState what={copy.failed} error={order.error} onRetry={() => void order.refetch()} />
    )
  }
  return (
    <div className="bones">
      <Bone height={32} width="40%" />
      <Bone height={80} />
    </div>
  )
}
