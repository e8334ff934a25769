import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { Empty } from '../../shared/states/empty.js'
import { useEvents, type EventState, type InboxEvent } from '../features/events/api/events.js'
import { DeadBar } from '../features/events/components/dead-bar.js'
import { DeliveryTable } from '../features/events/components/delivery-table.js'
import { EventDrawer } from '../features/events/components/event-drawer.js'
import { EventFilters, LONG_WAITING } from '../features/events/components/event-filters.js'
import { EventTable } from '../features/events/components/event-table.js'
import { pickColumn } from '../features/events/components/pick-column.js'
import { SummaryCard } from '../features/events/components/summary-card.js'
import { copy, STATES } from '../features/events/copy.js'
import { useMay } from '../features/session/api/current-session.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { useFilters } from '../kit/use-filters.js'
import { usePages } from '../kit/use-pages.js'

const NAMES = ['state', 'source', 'type', 'reason', 'search', 'event', 'view'] as const
type Filters = ReturnType<typeof useFilters<(typeof NAMES)[number]>>
const isState = (text: string | undefined): text is EventState =>
  STATES.some((state) => state === text)
const NONE = {
  state: undefined,
  source: undefined,
  type: undefined,
  reason: undefined,
  search: undefined,
}

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
        <Received filters={filters} mayReplay={mayReplay} />
      )}
      <EventDrawer
        eventKey={filters.values.event}
        mayReplay={mayReplay}
        onClose={() => filters.set({ event: undefined })}
      />
    </>
  )
}

function Received({ filters, mayReplay }: { filters: Filters; mayReplay: boolean }) {
  const { state, source, type, reason, search } = filters.values
  const words = { source, type, search, reason: state === 'dead' ? reason : undefined }
  const page = JSON.stringify([state, words])
  const pages = usePages(page)
  const [picked, setPicked] = usePicked(`${page}${pages.page}`)
  const events = useEvents({
    ...words,
    ...(state === LONG_WAITING ? { longWaiting: 'true' } : {}),
    state: isState(state) ? state : undefined,
    cursor: pages.cursor,
  })
  const rows = events.data?.items
  const shown = rows?.map(({ key }) => key) ?? []
  const pick = pickColumn<InboxEvent>({ keyOf: ({ key }) => key, shown, picked, onPick: setPicked })
  const replays = mayReplay && state === 'dead'
  const filtered = Boolean(state ?? source ?? type ?? search)
  return (
    <>
      <SummaryCard onState={(next) => filters.set({ ...NONE, state: next })} />
      <section className="card">
        <EventFilters filters={filters} />
        {replays && (
          <DeadBar
            filter={defined({ source, type, reason })}
            picked={picked}
            onDone={() => setPicked([])}
          />
        )}
        <EventTable
          pick={replays ? pick : undefined}
          rows={rows}
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

/** Chosen rows of one page; another page or filter begins anew. */
function usePicked(page: string) {
  const [state, setState] = useState<{ page: string; picked: readonly string[] }>({
    page,
    picked: [],
  })
  const picked = state.page === page ? state.picked : []
  return [picked, (next: readonly string[]) => setState({ page, picked: next })] as const
}

const defined = (words: Record<'source' | 'type' | 'reason', string | undefined>) =>
  Object.fromEntries(Object.entries(words).filter(([, word]) => word !== undefined))

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
