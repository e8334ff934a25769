import { RightOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { Link, Navigate, useParams, useSearchParams } from 'react-router'
import { sentenceOf } from '../../shared/http/sentences.js'
import { Bone } from '../../shared/states/bone.js'
import { Empty } from '../../shared/states/empty.js'
import { ErrorState } from '../../shared/states/error-state.js'
import { GiveCoupon } from '../features/coupons/components/give-coupon.js'
import { isGone, useCustomer, type Customer } from '../features/customers/api/customer.js'
import { CustomerHead } from '../features/customers/components/customer-head.js'
import { OrdersCard } from '../features/customers/components/orders-card.js'
import { RelationsCard } from '../features/customers/components/relations-card.js'
import { TagGroups, TagsCard } from '../features/customers/components/tags-card.js'
import { TimelineCard } from '../features/customers/components/timeline-card.js'
import { ValueCard } from '../features/customers/components/value-card.js'
import { IdentityTab } from '../features/identity/components/identity-tab.js'
import { PrivacyCard } from '../features/privacy/components/privacy-card.js'
import { useMay } from '../features/session/api/current-session.js'
import { copy, errors, tabs as names } from '../features/customers/copy.js'
import { useTitle } from '../kit/page-head.js'
import { panelId, Tabs, type Tab } from '../kit/tabs.js'
import './customer.css'

type Key = keyof typeof names
const isKey = (text: string | null): text is Key => text !== null && text in names

export default function CustomerPage() {
  const { customerId = '' } = useParams()
  const customer = useCustomer(customerId)
  const { data } = customer
  useTitle((isGone(customer.error) ? null : data?.name) ?? copy.customer)
  if (data !== undefined && data.customerId !== customerId) {
    return <Navigate to={`/customers/${data.customerId}`} replace />
  }
  return (
    <>
      <nav className="crumb" aria-label={copy.where}>
        <Link to="/customers">{copy.list}</Link>
        <RightOutlined aria-hidden />
        <b>{data && !isGone(customer.error) ? (data.name ?? copy.noName) : ''}</b>
      </nav>
      {data && !isGone(customer.error) ? (
        <Loaded customer={data} />
      ) : customer.isError ? (
        <Failed error={customer.error} retry={() => void customer.refetch()} />
      ) : (
        <Loading />
      )}
    </>
  )
}

function Loaded({ customer }: { customer: Customer }) {
  const [params, setParams] = useSearchParams()
  const wanted = params.get('tab')
  const mayDecide = useMay('identity.decide')
  const mayGive = useMay('coupons.write')
  const active: Key = isKey(wanted) ? wanted : 'overview'
  const show = (tab: Key) =>
    setParams(tab === 'overview' ? {} : { tab }, { replace: true, preventScrollReset: true })
  const views: Record<Key, ReactNode> = {
    overview: <Overview customer={customer} onTags={() => show('tags')} />,
    orders: (
      <>
        <OrdersCard customerId={customer.customerId} />
        {mayGive && <GiveCoupon customerId={customer.customerId} />}
      </>
    ),
    tags: <TagGroups tags={customer.tags} />,
    relations: <RelationsCard relations={customer.relations} />,
    identity: (
      <>
        <IdentityTab customerId={customer.customerId} mayDecide={mayDecide} />
        <Privacy customer={customer} />
      </>
    ),
  }
  return (
    <>
      {customer.isBeingErased && (
        <p className="card customer-erasing" role="status">
          {copy.erasing}
        </p>
      )}
      <CustomerHead
        customer={customer}
        mayReveal={useMay('phones.reveal')}
        tabs={
          <Tabs
            label={customer.name ?? copy.noName}
            tabs={tabsOf(customer)}
            active={active}
            onChange={show}
          />
        }
      />
      <div role="tabpanel" id={panelId(active)} aria-labelledby={`tab-${active}`}>
        {views[active]}
      </div>
    </>
  )
}

function Privacy({ customer: { customerId, name, isBeingErased } }: { customer: Customer }) {
  const may = {
    export: useMay('customers.export'),
    reveal: useMay('phones.reveal'),
    erase: useMay('customers.erase') && !isBeingErased,
  }
  return <PrivacyCard customerId={customerId} name={name ?? copy.noName} may={may} />
}

function tabsOf(customer: Customer): Tab<Key>[] {
  return [
    { key: 'overview', label: names.overview },
    { key: 'orders', label: names.orders, count: customer.metrics.ordersPaid },
    { key: 'tags', label: names.tags, count: customer.tags.length },
    { key: 'relations', label: names.relations, count: customer.relations.length },
    { key: 'identity', label: names.identity, count: customer.identifiers.length },
  ]
}

function Overview({ customer, onTags }: { customer: Customer; onTags: () => void }) {
  return (
    <div className="overview">
      <ValueCard metrics={customer.metrics} />
      <TimelineCard customerId={customer.customerId} />
      <div>
        <TagsCard tags={customer.tags} onMore={onTags} />
        <RelationsCard relations={customer.relations} />
      </div>
    </div>
  )
}

function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <section className="card">
      {isGone(error) ? (
        <Empty
          action={
            <Link className="btn small" to="/customers">
              {copy.list}
            </Link>
          }
        >
          {sentenceOf(error, errors)}
        </Empty>
      ) : (
        <ErrorState what={copy.failed} error={error} onRetry={retry} />
      )}
    </section>
  )
}

function Loading() {
  return (
    <section className="card customer-loading">
      <Bone width="30%" height={24} />
      <Bone width="60%" />
      <Bone height={44} />
    </section>
  )
}
