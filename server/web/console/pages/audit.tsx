import { useAudit } from '../features/audit/api/audit.js'
import { AuditTable } from '../features/audit/components/audit-table.js'
import { copy } from '../features/audit/copy.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { usePages } from '../kit/use-pages.js'

export default function AuditPage() {
  const pages = usePages('')
  const audit = useAudit(pages.cursor)
  return (
    <>
      <PageHead title={copy.title} sub={copy.sub} />
      <section className="card">
        <AuditTable
          rows={audit.data?.items}
          error={audit.error}
          retry={() => void audit.refetch()}
        />
        <Pager pages={pages} nextCursor={audit.data?.nextCursor} />
      </section>
    </>
  )
}
