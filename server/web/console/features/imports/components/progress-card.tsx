import { Button, Progress } from 'antd'
import { countText } from '../../../../shared/format/count.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { Card } from '../../../../shared/kit/card.js'
import { useStop } from '../api/change-import.js'
import type { ImportDetail } from '../api/imports.js'
import { copy, errors } from '../copy.js'

/** How far the work is; it goes on whether somebody watches or not. */
export function ProgressCard({ detail }: { detail: ImportDetail }) {
  const { status, check, run, undo } = detail
  if (status === 'checking') {
    return (
      <Card title={copy.checking}>
        <p className="card-pad mut" role="status">
          {copy.checkingSub(countText(check.rows))}
        </p>
      </Card>
    )
  }
  const isRunning = status === 'running'
  const [done, all] = isRunning ? [run.rows, check.good] : [undo.rows, run.imported]
  return (
    <Card title={isRunning ? copy.running : copy.undoing}>
      <div className="card-pad">
        <Progress
          aria-label={isRunning ? copy.running : copy.undoing}
          percent={all === 0 ? 0 : Math.floor((done / all) * 100)}
        />
        <p className="mut" role="status">
          {copy.runningSub(countText(done), countText(all))}
        </p>
      </div>
      {isRunning && <Stop importId={detail.importId} />}
    </Card>
  )
}

function Stop({ importId }: { importId: string }) {
  const stop = useStop(importId)
  return (
    <div className="card-bar">
      <Button loading={stop.isPending} onClick={() => stop.mutate(undefined)}>
        {copy.stop}
      </Button>
      {stop.isError && (
        <span className="bad sm" role="alert">
          {sentenceOf(stop.error, errors)}
        </span>
      )}
    </div>
  )
}
