import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Problem } from '../../../../shared/http/problem.js'
import { Bone } from '../../../../shared/states/bone.js'
import { Empty } from '../../../../shared/states/empty.js'
import { ErrorState } from '../../../../shared/states/error-state.js'
import type { ChatWindow } from '../../../platform/platform.js'
import { useSidebarCustomer } from '../api/sidebar-customer.js'
import { copy } from '../copy.js'
import { CustomerView } from './customer-view.js'

type PartOf = (externalUserid: string) => ReactNode
/** What other features do for the customer. */
type Parts = { checkOf: PartOf; sellOf: PartOf }
type CurrentProps = Parts & { chat: ChatWindow }

/** Finds out whose chat this is, then shows the customer. */
export function CurrentCustomer({ chat, ...parts }: CurrentProps) {
  const current = useQuery({
    queryKey: ['current-customer'],
    queryFn: () => chat.currentCustomer(),
    retry: false,
    staleTime: Infinity,
  })
  const again = () => void current.refetch()
  if (current.isError) {
    return <ErrorState what={copy.noChat} error={current.error} onRetry={again} />
  }
  if (current.data === undefined) {
    return <Loading />
  }
  return current.data === null ? (
    <Nobody title={copy.noCustomer} hint={copy.noCustomerHint} onLook={again} />
  ) : (
    <Customer externalUserid={current.data} {...parts} />
  )
}

type CustomerProps = Parts & { externalUserid: string }

function Customer({ externalUserid, checkOf, sellOf }: CustomerProps) {
  const customer = useSidebarCustomer(externalUserid)
  const again = () => void customer.refetch()
  if (customer.data) {
    return (
      <CustomerView
        externalUserid={externalUserid}
        customer={customer.data}
        check={checkOf(externalUserid)}
        sell={sellOf(externalUserid)}
      />
    )
  }
  if (customer.error instanceof Problem && customer.error.status === 404) {
    return <Nobody title={copy.unknown} hint={copy.unknownHint} onLook={again} />
  }
  return customer.isError ? (
    <ErrorState what={copy.failed} error={customer.error} onRetry={again} />
  ) : (
    <Loading />
  )
}

type NobodyProps = { title: string; hint: string; onLook: () => void }

function Nobody({ title, hint, onLook }: NobodyProps) {
  return (
    <section className="panel" role="status">
      <Empty
        action={
          <button type="button" className="btn touch" onClick={onLook}>
            {copy.look}
          </button>
        }
      >
        <b className="b">{title}</b>
        <br />
        {hint}
      </Empty>
    </section>
  )
}

export function Loading() {
  return (
    <>
      <section className="panel stack">
        <Bone height={44} width="70%" />
        <Bone height={36} />
      </section>
      <section className="panel stack">
        <Bone height={18} width="40%" />
        <Bone height={26} />
      </section>
    </>
  )
}
