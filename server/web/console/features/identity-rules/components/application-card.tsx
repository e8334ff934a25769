import { Button } from 'antd'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { Card } from '../../../../shared/kit/card.js'
import { useApply } from '../api/change-rules.js'
import type { Rules, Run } from '../api/rules.js'
import { copy, errors } from '../copy.js'
import { Figures } from '../../../kit/figures.js'
import { RunProgress } from './run-progress.js'

/** How far rules in force are applied to everybody who was there before them. */
export function ApplicationCard({ rules, run }: { rules: Rules; run: Run }) {
  const apply = useApply(rules)
  const { gone, splits, waits, founded } = run.counts
  const title = { running: copy.applying, stopped: copy.applyStopped, done: copy.applied }[
    run.state
  ]
  return (
    <Card title={title}>
      <Figures
        items={[
          { label: copy.merged, value: gone },
          { label: copy.split, value: splits },
          { label: copy.founded, value: founded },
          { label: copy.waits, value: waits, tone: 'bad' },
        ]}
      />
      {run.state !== 'done' && <RunProgress rules={rules} run={run} label={title} />}
      {run.state === 'stopped' && (
        <div className="card-bar">
          <Button type="primary" loading={apply.isPending} onClick={() => apply.mutate(copy.goOn)}>
            {copy.goOn}
          </Button>
          <span className="mut sm">{copy.applyStoppedHint}</span>
          {apply.isError && (
            <span className="bad sm" role="alert">
              {sentenceOf(apply.error, errors)}
            </span>
          )}
        </div>
      )}
    </Card>
  )
}
