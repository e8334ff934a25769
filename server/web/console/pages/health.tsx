import { exactText, secondsText } from '../../shared/format/time.js'
import { Bone } from '../../shared/states/bone.js'
import { ErrorState } from '../../shared/states/error-state.js'
import { useHealth } from '../features/health/api/health.js'
import { FindingList } from '../features/health/components/finding-list.js'
import { Panels } from '../features/health/components/panels.js'
import { Summary } from '../features/health/components/summary.js'
import { copy } from '../features/health/copy.js'
import { PageHead } from '../kit/page-head.js'
import './health.css'

export default function HealthPage() {
  const health = useHealth()
  const { data } = health
  return (
    <>
      <PageHead title={copy.title} sub={copy.sub}>
        {data && <Updated at={data.asOf} />}
      </PageHead>
      {health.isError && (
        <section className="card">
          <ErrorState
            what={data ? `${copy.failed}，${copy.stale}` : copy.failed}
            error={health.error}
            onRetry={() => void health.refetch()}
          />
        </section>
      )}
      {data ? (
        <>
          {/* of a state that is past, nobody may read that all is well */}
          {!health.isError && <Summary findings={data.findings} />}
          {data.findings.length > 0 && <FindingList findings={data.findings} asOf={data.asOf} />}
          <Panels health={data} />
        </>
      ) : (
        !health.isError && <Loading />
      )}
    </>
  )
}

function Updated({ at }: { at: string }) {
  return (
    <span className="sub">
      {copy.updated}{' '}
      <time dateTime={at} title={exactText(at)}>
        {secondsText(at)}
      </time>
    </span>
  )
}

function Loading() {
  return (
    <>
      <Bone height={48} />
      <div className="health-panels">
        {[0, 1, 2, 3, 4, 5].map((index) => (
          <Bone key={index} height={188} />
        ))}
      </div>
    </>
  )
}
