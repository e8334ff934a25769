import { useState } from 'react'
import { copy } from '../copy.js'
import { Choose } from './choose.js'
import { PayByCode } from './pay-by-code.js'
import './assisted-order.css'

/** Order for the customer in this chat: choose, let them scan, see it paid. */
export function AssistedOrder({ externalUserid }: { externalUserid: string }) {
  const [isOpen, setIsOpen] = useState(false)
  const [orderId, setOrderId] = useState<string | null>(null)
  return (
    <section className="panel" aria-label={copy.title}>
      <h2>
        {copy.title} <small>{copy.why}</small>
        <button type="button" className="more" onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? copy.stop : copy.start}
        </button>
      </h2>
      {isOpen &&
        (orderId === null ? (
          <Choose externalUserid={externalUserid} onPlaced={setOrderId} />
        ) : (
          <PayByCode orderId={orderId} onAgain={() => setOrderId(null)} />
        ))}
    </section>
  )
}
