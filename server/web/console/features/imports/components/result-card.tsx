import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { spanText, whenText } from '../../../../shared/format/time.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { Card } from '../../../../shared/kit/card.js'
import { useRun } from '../api/change-import.js'
import type { ImportDetail } from '../api/imports.js'
import { copy, errors } from '../copy.js'
import { FaultsCard } from './faults-card.js'
import { Figures } from '../../../kit/figures.js'
import { UndoModal } from './undo-modal.js'

/** What an import has brought, and the way back. */
export function ResultCard({ detail }: { detail: ImportDetail }) {
  const { status, run, check, undo, startedAt, endedAt, fileUntil } = detail
  const isUndone = status === 'undone'
  const title = isUndone ? copy.undone : status === 'stopped' ? copy.stopped : copy.done
  const took =
    startedAt === null || endedAt === null
      ? copy.empty
      : spanText(Date.parse(endedAt) - Date.parse(startedAt))
  const until = fileUntil === null ? copy.fileGone : copy.fileUntil(whenText(fileUntil))
  return (
    <div className="stack">
      <Card title={title} sub={until}>
        <Figures
          items={[
            { label: copy.imported, value: run.imported, tone: 'good' },
            { label: copy.refused, value: run.refused + check.faulty, tone: 'bad' },
            ...(isUndone
              ? [
                  { label: copy.removed, value: undo.removed },
                  { label: copy.kept, value: undo.kept },
                ]
              : [{ label: copy.took, value: took }]),
          ]}
        />
        {!isUndone && <Actions detail={detail} />}
      </Card>
      <FaultsCard detail={detail} />
    </div>
  )
}

function Actions({ detail }: { detail: ImportDetail }) {
  const [isAsking, setAsking] = useState(false)
  const { kind, status, canUndo, importId } = detail
  const resume = useRun(importId)
  const seen = kind === 'members' ? copy.seeCustomers : copy.seeOrders
  return (
    <div className="card-bar">
      {status === 'stopped' && (
        <Button type="primary" loading={resume.isPending} onClick={() => resume.mutate(undefined)}>
          {copy.resume}
        </Button>
      )}
      <Link className="btn" to={kind === 'members' ? '/customers' : '/orders'}>
        {seen}
      </Link>
      <Button danger disabled={!canUndo} onClick={() => setAsking(true)}>
        {copy.undo}
      </Button>
      {resume.isError && (
        <span className="bad sm" role="alert">
          {sentenceOf(resume.error, errors)}
        </span>
      )}
      {isAsking && <UndoModal detail={detail} onClose={() => setAsking(false)} />}
    </div>
  )
}
