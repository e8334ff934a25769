import { Button, Progress } from 'antd'
import { countText } from '../../../../shared/format/count.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { useStop } from '../api/change-rules.js'
import type { Rules, Run } from '../api/rules.js'
import { copy, errors } from '../copy.js'

type Props = { rules: Rules; run: Run; label: string }

/** How far the work over everybody is; it goes on whether somebody watches or not. */
export function RunProgress({ rules, run, label }: Props) {
  const stop = useStop(rules)
  const { visited } = run.counts
  const share = run.total === 0 ? 0 : Math.min(99, Math.floor((visited / run.total) * 100))
  return (
    <>
      <div className="card-pad">
        <Progress
          aria-label={label}
          percent={share}
          status={run.state === 'running' ? 'active' : 'normal'}
        />
        <p className="mut" role="status">
          {label} · {copy.progress(countText(visited), countText(run.total))}
        </p>
      </div>
      {run.state === 'running' && (
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
      )}
    </>
  )
}
