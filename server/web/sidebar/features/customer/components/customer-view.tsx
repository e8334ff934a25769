import { useState, type ReactNode } from 'react'
import type { SidebarCustomer } from '../api/sidebar-customer.js'
import { Identifiers } from './identifiers.js'
import { Meeting, Others } from './relations.js'
import { RecentOrders } from './recent-orders.js'
import { Tags } from './tags.js'
import { WhyOne } from './why-one.js'
import { Who } from './who.js'

type Props = {
  externalUserid: string
  customer: SidebarCustomer
  /** What else can be done for them, beside their identity. */
  check: ReactNode
  sell: ReactNode
}

/** One column, most important first: who, how we met, tags, orders, who else knows them. */
export function CustomerView({ externalUserid, customer, check, sell }: Props) {
  const [showsIdentity, setShowsIdentity] = useState(false)
  return (
    <>
      <Who
        customer={customer}
        showsIdentity={showsIdentity}
        onIdentity={() => setShowsIdentity(!showsIdentity)}
      />
      {showsIdentity && <Identifiers identifiers={customer.identifiers} />}
      {showsIdentity && <WhyOne externalUserid={externalUserid} />}
      {showsIdentity && customer.canCheckPhone && check}
      <Meeting customer={customer} />
      <Tags tags={customer.tags} />
      {sell}
      <RecentOrders orders={customer.recentOrders} total={customer.metrics.ordersPaid} />
      <Others customer={customer} />
    </>
  )
}
