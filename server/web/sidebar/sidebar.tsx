import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { sentenceOf } from '../shared/http/sentences.js'
import { Empty } from '../shared/states/empty.js'
import { AssistedOrder } from './features/assisted-order/components/assisted-order.js'
import { CurrentCustomer, Loading } from './features/customer/components/current-customer.js'
import { PhoneCheck } from './features/phone-check/components/phone-check.js'
import { enter, logIn } from './features/session/api/enter.js'
import { copy, errors } from './features/session/copy.js'
import { chatWindow } from './platform/index.js'

/** Logs the staff member in, then shows whom they are chatting with. */
export function Sidebar() {
  const session = useQuery({
    queryKey: ['session'],
    queryFn: enter,
    retry: false,
    staleTime: Infinity,
  })
  const sandboxUrl = session.data?.sandboxUrl
  const chat = useMemo(
    () => (sandboxUrl === undefined ? null : chatWindow(sandboxUrl)),
    [sandboxUrl],
  )
  useEffect(() => {
    document.title = copy.title
  }, [])
  return (
    <main>
      {session.isError ? (
        <Refused error={session.error} />
      ) : chat === null ? (
        <Loading />
      ) : (
        <CurrentCustomer
          chat={chat}
          checkOf={(externalUserid) => (
            <PhoneCheck key={externalUserid} externalUserid={externalUserid} />
          )}
          sellOf={(externalUserid) => (
            <AssistedOrder key={externalUserid} externalUserid={externalUserid} />
          )}
        />
      )}
    </main>
  )
}

function Refused({ error }: { error: unknown }) {
  return (
    <section className="panel" role="alert">
      <Empty
        action={
          <button type="button" className="btn primary touch" onClick={() => void logIn()}>
            {copy.again}
          </button>
        }
      >
        <b className="b">{copy.failed}</b>
        <br />
        {sentenceOf(error, errors)}
      </Empty>
    </section>
  )
}
