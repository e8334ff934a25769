import { Button, Input, Segmented, Select } from 'antd'
import { Link } from 'react-router'
import { Empty } from '../../shared/states/empty.js'
import { useEvents, type EventState } from '../features/events/api/events.js'
import { DeliveryTable } from '../features/events/components/delivery-table.js'
import { EventDrawer } from '../features/events/components/event-drawer.js'
import { EventTable } from '../features/events/components/event-table.js'
import { SummaryCard } from '../features/events/components/summary-card.js'
import { copy, STATES, states } from '../features/events/copy.js'
import { useMay } from '../features/session/api/current-session.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { useFilters } from '../kit/use-filters.js'
import { usePages } from '../kit/use-pages.js'

const NAMES = ['state', 'source', 'type', 'search', 'event', 'view'] as const
type Filters = ReturnType<typeof useFilters<(typeof NAMES)[number]>>
const isState = (text: string | undefined): text is EventState =>
  STATES.some((state) => state === text)
const NONE = { state: undefined, source: undefined, type: undefined, search: undefined }

export default function EventsPage() {
  const filters = useFilters(NAMES)
  const mayReplay = useMay('inbox.replay')
  const deliveries = filters.values.view === 'deliveries'
  return (
    <>
      <PageHead title={copy.title} sub={deliveries ? copy.deliveriesSub : copy.sub}>
        <Segmented
          aria-label={copy.title}
          value={deliveries ? 'deliveries' : 'received'}
          onChange={(view) => filters.set({ view: view === 'deliveries' ? view : undefined })}
          options={[
            { value: 'received', label: copy.tabs.received },
            { value: 'deliveries', label: copy.tabs.deliveries },
          ]}
        />
      </PageHead>
      {deliveries ? (
        <section className="card">
          <DeliveryTable mayRetry={mayReplay} onBack={() => filters.set({ view: undefined })} />
        </section>
      ) : (
        <Received filters={filters} />
      )}
      <EventDrawer
        eventKey={filters.values.event}
        mayReplay={mayReplay}
        onClose={() => filters.set({ event: undefined })}
      />
    </>
  )
}

function Received({ filters }: { filters: Filters }) {
  const { state, source, type, search } = filters.values
  const pages = usePages(JSON.stringify([state, source, type, search]))
  const events = useEvents({
    state: isState(state) ? state : undefined,
    source,
    type,
    search,
    cursor: pages.cursor,
  })
  const filtered = Boolean(state ?? source ?? type ?? search)
  return (
    <>
      <SummaryCard onState={(next) => filters.set({ ...NONE, state: next })} />
      <section className="card">
        <Bar filters={filters} />
        <EventTable
          rows={events.data?.items}
          error={events.error}
          retry={() => void events.refetch()}
          onOpen={(key) => filters.set({ event: key })}
          empty={filtered ? <NoMatch clear={() => filters.set(NONE)} /> : <None />}
        />
        <Pager pages={pages} nextCursor={events.data?.nextCursor} />
      </section>
    </>
  )
}

function Bar({ filters }: { filters: Filters }) {
  return (
    <div className="filter-bar">
      <Select
        aria-label={copy.state}
        style={{ width: 120 }}
        value={filters.values.state ?? ''}
        onChange={(value) => filters.set({ state: value })}
        options={[
          { value: '', label: copy.anyState },
          ...STATES.map((state) => ({ value: state, label: states[state].text })),
        ]}
      />
      <Word filters={filters} name="source" label={copy.source} width={140} />
      <Word filters={filters} name="type" label={copy.type} width={200} />
      <Word filters={filters} name="search" label={copy.search} width={240} />
    </div>
  )
}

type WordProps = {
  filters: Filters
  name: 'source' | 'type' | 'search'
  label: string
  width: number
}

function Word({ filters, name, label, width }: WordProps) {
  const value = filters.values[name]
  return (
    <Input
      key={value}
      aria-label={label}
      placeholder={label}
      style={{ width }}
      allowClear
      defaultValue={value}
      onPressEnter={(event) => filters.set({ [name]: event.currentTarget.value.trim() })}
      onClear={() => filters.set({ [name]: undefined })}
    />
  )
}

function None() {
  return (
    <Empty
      action={
        <Link className="btn small" to="/channel-codes">
          {copy.makeCode}
        </Link>
      }
    >
      {copy.none}
    </Empty>
  )
}

function NoMatch({ clear }: { clear: () => void }) {
  return (
    <Empty
      action={
        <Button size="small" onClick={clear}>
          {copy.clear}
        </Button>
      }
    >
      {copy.noneMatch}
    </Empty>
  )
}
