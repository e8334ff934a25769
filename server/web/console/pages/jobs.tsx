import { JobCounts } from '../features/jobs/components/job-counts.js'
import { JobTable } from '../features/jobs/components/job-table.js'
import { copy } from '../features/jobs/copy.js'
import { useMay } from '../features/session/api/current-session.js'
import { PageHead } from '../kit/page-head.js'

export default function JobsPage() {
  const mayRun = useMay('jobs.run')
  return (
    <>
      <PageHead title={copy.title} sub={copy.sub}>
        <JobCounts />
      </PageHead>
      <section className="card">
        <JobTable mayRun={mayRun} />
      </section>
    </>
  )
}
