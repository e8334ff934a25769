import { RightOutlined } from '@ant-design/icons'
import { Steps } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { Problem } from '../../shared/http/problem.js'
import { sentenceOf } from '../../shared/http/sentences.js'
import { Bone } from '../../shared/states/bone.js'
import { Empty } from '../../shared/states/empty.js'
import { ErrorState } from '../../shared/states/error-state.js'
import {
  isWorking,
  useImport,
  type ImportDetail,
  type ImportStatus,
} from '../features/imports/api/imports.js'
import { CheckResult } from '../features/imports/components/check-result.js'
import { ColumnForm } from '../features/imports/components/column-form.js'
import styles from '../features/imports/components/imports.module.css'
import { ProgressCard } from '../features/imports/components/progress-card.js'
import { ResultCard } from '../features/imports/components/result-card.js'
import { copy, errors, kinds, statuses, steps } from '../features/imports/copy.js'
import { PageHead } from '../kit/page-head.js'

export default function ImportPage() {
  const { importId = '' } = useParams()
  const one = useImport(importId)
  return (
    <>
      <nav className="crumb" aria-label={copy.where}>
        <Link to="/customers/imports">{copy.title}</Link>
        <RightOutlined aria-hidden />
        <b>{one.data?.fileName ?? ''}</b>
      </nav>
      {one.data ? (
        <Loaded detail={one.data} />
      ) : one.isError ? (
        <Failed error={one.error} retry={() => void one.refetch()} />
      ) : (
        <div className="bones" aria-busy>
          <Bone height={64} />
          <Bone height={320} />
        </div>
      )}
    </>
  )
}

/** Which step of the way a state belongs to. */
const STEP: Record<ImportStatus, number> = {
  uploaded: 1,
  failed: 1,
  checking: 2,
  checked: 2,
  running: 3,
  stopped: 3,
  done: 4,
  undoing: 4,
  undone: 4,
}

function Loaded({ detail }: { detail: ImportDetail }) {
  // Back to the columns after a check, until the next one begins.
  const [isEditing, setEditing] = useState(false)
  if (isEditing && detail.status !== 'checked') {
    setEditing(false)
  }
  const showsColumns = isEditing && detail.status === 'checked'
  const { fileName, kind, status } = detail
  return (
    <>
      <PageHead title={fileName} sub={kinds[kind]}>
        <span className={`tag ${statuses[status].tone}`}>{statuses[status].text}</span>
      </PageHead>
      <div className="stack">
        <section className={`card ${styles.steps}`}>
          <Steps
            size="small"
            current={showsColumns ? 1 : STEP[status]}
            status={status === 'failed' ? 'error' : 'process'}
            items={steps.map((title) => ({ title }))}
          />
        </section>
        <Stage detail={detail} showsColumns={showsColumns} onColumns={() => setEditing(true)} />
      </div>
    </>
  )
}

type StageProps = { detail: ImportDetail; showsColumns: boolean; onColumns: () => void }

function Stage({ detail, showsColumns, onColumns }: StageProps) {
  if (isWorking(detail)) {
    return <ProgressCard detail={detail} />
  }
  switch (detail.status) {
    case 'failed':
      return <Unreadable detail={detail} />
    case 'uploaded':
      return <ColumnForm detail={detail} />
    case 'checked':
      return showsColumns ? (
        <ColumnForm detail={detail} />
      ) : (
        <CheckResult detail={detail} onColumns={onColumns} />
      )
    default:
      return <ResultCard detail={detail} />
  }
}

function Unreadable({ detail }: { detail: ImportDetail }) {
  const why = errors[detail.failure ?? ''] ?? copy.unreadable
  return (
    <section className="card">
      <Empty
        action={
          <Link className="btn small" to="/customers/imports">
            {copy.startOver}
          </Link>
        }
      >
        {why}
      </Empty>
    </section>
  )
}

function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  if (error instanceof Problem && error.status === 404) {
    return (
      <Empty
        action={
          <Link className="btn small" to="/customers/imports">
            {copy.back}
          </Link>
        }
      >
        {sentenceOf(error, errors)}
      </Empty>
    )
  }
  return <ErrorState what={copy.failed} error={error} onRetry={retry} />
}
