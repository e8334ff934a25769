import { RightOutlined } from '@ant-design/icons'
import { Link } from 'react-router'
import { Money } from '../../../../shared/format/money.js'
import { When } from '../../../../shared/format/when.js'
import { Avatar } from '../../../../shared/kit/avatar.js'
import { Card } from '../../../../shared/kit/card.js'
import { itemsText, OrderStatusTag } from '../../../../shared/orders/order-status.js'
import { Empty } from '../../../../shared/states/empty.js'
import { DataTable, type Column } from '../../../kit/data-table.js'
import type { Workbench } from '../api/workbench.js'
import { copy } from '../copy.js'

type Customer = Workbench['recentCustomers'][number]
type Order = Workbench['recentOrders'][number]

const customerColumns: readonly Column<Customer>[] = [
  {
    key: 'customer',
    title: copy.customer,
    render: (customer) => (
      <span className="who">
        <Avatar name={customer.name} src={customer.avatar} />
        <Link className="strong" to={`/customers/${customer.customerId}`}>
          {customer.name ?? copy.noName}
        </Link>
      </span>
    ),
  },
  {
    key: 'staff',
    title: copy.staff,
    render: (customer) => customer.staff.map((person) => person.name).join('、') || '—',
  },
  {
    key: 'seen',
    title: copy.seen,
    align: 'right',
    render: (customer) => <When at={customer.lastSeenAt} />,
  },
]

const orderColumns: readonly Column<Order>[] = [
  {
    key: 'order',
    title: copy.order,
    render: (order) => (
      <Link to={`/orders?order=${order.orderId}`}>
        <span className="strong">
          {order.customer ? (order.customer.name ?? copy.noName) : copy.unknownBuyer}
        </span>
        <small>{order.orderNo}</small>
      </Link>
    ),
  },
  { key: 'what', title: copy.what, render: (order) => itemsText(order.items) },
  { key: 'amount', title: copy.amount, align: 'right', render: (o) => <Money fen={o.totalFen} /> },
  { key: 'state', title: copy.state, render: (o) => <OrderStatusTag status={o.status} /> },
  {
    key: 'at',
    title: '',
    align: 'right',
    render: (order) => (
      <span className="mut nowrap">
        <When at={order.paidAt ?? order.createdAt} />
      </span>
    ),
  },
]

const loaded = <Item,>(items: readonly Item[]) => ({ items, error: null, retry: () => {} })

export function RecentCustomers({ customers }: { customers: readonly Customer[] }) {
  return (
    <Card title={copy.recentCustomers} extra={<All to="/customers" />}>
      <DataTable
        label={copy.recentCustomers}
        columns={customerColumns}
        listing={loaded(customers)}
        rowKey={(customer) => customer.customerId}
        empty={
          <Empty action={<Action to="/channel-codes?new=1" text={copy.makeCode} />}>
            {copy.customersNone}
          </Empty>
        }
      />
    </Card>
  )
}

export function RecentOrders({ orders }: { orders: readonly Order[] }) {
  return (
    <Card title={copy.recentOrders} extra={<All to="/orders" />}>
      <DataTable
        label={copy.recentOrders}
        columns={orderColumns}
        listing={loaded(orders)}
        rowKey={(order) => order.orderId}
        empty={
          <Empty action={<Action to="/products" text={copy.seeProducts} />}>
            {copy.ordersNone}
          </Empty>
        }
      />
    </Card>
  )
}

function All({ to }: { to: string }) {
  return (
    <Link className="link" to={to}>
      {copy.all} <RightOutlined aria-hidden />
    </Link>
  )
}

function Action({ to, text }: { to: string; text: string }) {
  return (
    <Link className="btn small" to={to}>
      {text}
    </Link>
  )
}
