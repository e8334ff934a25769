import { useState } from 'react'
import { Empty } from '../../shared/states/empty.js'
import { usePending, type PendingRow } from '../features/identity/api/pending.js'
import { ApplyModal } from '../features/identity/components/apply-modal.js'
import { IdentityNav } from '../features/identity/components/identity-nav.js'
import { PendingTable } from '../features/identity/components/pending-table.js'
import { copy } from '../features/identity/copy.js'
import { useMay } from '../features/session/api/current-session.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { usePages } from '../kit/use-pages.js'

/** Joins that were too many or too large to be made without a person. */
export default function IdentityPendingPage() {
  const pages = usePages('')
  const pending = usePending(pages.cursor)
  const mayDecide = useMay('identity.decide')
  const [applying, setApplying] = useState<PendingRow | null>(null)
  return (
    <>
      <PageHead title={copy.pendingTitle} sub={copy.pendingSub}>
        <IdentityNav />
      </PageHead>
      <section className="card">
        <PendingTable
          rows={pending.data?.items}
          error={pending.error}
          retry={() => void pending.refetch()}
          empty={<Empty>{copy.pendingNone}</Empty>}
          onApply={mayDecide ? setApplying : undefined}
        />
        <Pager pages={pages} nextCursor={pending.data?.nextCursor} />
      </section>
      {applying !== null && <ApplyModal row={applying} onClose={() => setApplying(null)} />}
    </>
  )
}
