import { useState } from 'react'
import { Link } from 'react-router'
import { Empty } from '../../shared/states/empty.js'
import { useDecisions, type Decision } from '../features/identity/api/decisions.js'
import { DecideModal } from '../features/identity/components/decide-modal.js'
import { DecisionTable } from '../features/identity/components/decision-table.js'
import { IdentityNav } from '../features/identity/components/identity-nav.js'
import { copy } from '../features/identity/copy.js'
import { useMay } from '../features/session/api/current-session.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { usePages } from '../kit/use-pages.js'

/** What operators have said about who is who; each can be taken back. */
export default function IdentityDecisionsPage() {
  const pages = usePages('')
  const decisions = useDecisions(pages.cursor)
  const mayDecide = useMay('identity.decide')
  const [undoing, setUndoing] = useState<Decision | null>(null)
  return (
    <>
      <PageHead title={copy.decisionsTitle} sub={copy.decisionsSub}>
        <IdentityNav />
      </PageHead>
      <section className="card">
        <DecisionTable
          rows={decisions.data?.items}
          error={decisions.error}
          retry={() => void decisions.refetch()}
          empty={
            <Empty
              action={
                <Link className="btn small" to="/identity/reviews">
                  {copy.toReview}
                </Link>
              }
            >
              {copy.decisionsNone}
            </Empty>
          }
          onUndo={mayDecide ? setUndoing : undefined}
        />
        <Pager pages={pages} nextCursor={decisions.data?.nextCursor} />
      </section>
      {undoing !== null && (
        <DecideModal
          title={copy.titleUndoDecision}
          deed={{ kind: 'undo-decision', decisionId: undoing.decisionId }}
          onClose={() => setUndoing(null)}
        />
      )}
    </>
  )
}
