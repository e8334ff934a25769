import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { countText } from '../../../../shared/format/count.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { Card } from '../../../../shared/kit/card.js'
import { useDiscard, useTry } from '../api/change-rules.js'
import type { Rules, Run } from '../api/rules.js'
import { copy, errors, states } from '../copy.js'
import { ApplyModal } from './apply-modal.js'
import { Figures } from '../../../kit/figures.js'
import { Content } from './in-force.js'
import { RunProgress } from './run-progress.js'
import { Samples } from './samples.js'

/** A draft: what it says, what it would change, and the way to apply it. */
export function DraftCard({ rules, onEdit }: { rules: Rules; onEdit: () => void }) {
  const { version, trial } = rules
  const tryOut = useTry(rules)
  const discard = useDiscard(rules)
  const problem = tryOut.error ?? discard.error
  const isRunning = trial?.state === 'running'
  const word = trial === null ? copy.tryOut : trial.state === 'stopped' ? copy.goOn : copy.tryAgain
  return (
    <>
      <Card
        title={copy.draft(version)}
        sub={rules.reason}
        extra={<span className="tag">{states.draft.text}</span>}
      >
        <Content rules={rules} />
        {!isRunning && (
          <div className="card-bar">
            <Button
              type={trial?.state === 'done' ? 'default' : 'primary'}
              loading={tryOut.isPending}
              onClick={() => tryOut.mutate(undefined)}
            >
              {word}
            </Button>
            <Button onClick={onEdit}>{copy.edit}</Button>
            <Popconfirm
              title={copy.discardAsk(version)}
              description={copy.discardWhat}
              okText={copy.discard}
              cancelText={copy.cancel}
              onConfirm={() => discard.mutate(undefined)}
            >
              <Button loading={discard.isPending}>{copy.discard}</Button>
            </Popconfirm>
            <span className="mut sm">{copy.tryHint}</span>
            {problem !== null && (
              <span className="bad sm" role="alert">
                {sentenceOf(problem, errors)}
              </span>
            )}
          </div>
        )}
      </Card>
      {trial !== null && <Trial rules={rules} trial={trial} />}
      {trial !== null && <Samples version={version} trial={trial} />}
    </>
  )
}

function Trial({ rules, trial }: { rules: Rules; trial: Run }) {
  const [asking, setAsking] = useState(false)
  const { visited, stays, merges, splits, waits, gone, founded } = trial.counts
  const isDone = trial.state === 'done'
  const after = visited - gone + founded
  const title = isDone ? copy.tried : trial.state === 'running' ? copy.trying : copy.tryStopped
  return (
    <Card title={title}>
      <Figures
        items={[
          { label: copy.stays, value: stays },
          { label: copy.merges, value: merges, tone: 'warned' },
          { label: copy.splits, value: splits, tone: 'warned' },
          { label: copy.waits, value: waits, tone: 'bad' },
          { label: copy.gone, value: gone },
          { label: copy.founded, value: founded },
        ]}
      />
      {isDone ? (
        <>
          <p className="card-pad" role="status">
            {merges + splits === 0
              ? copy.nothing
              : copy.summary(countText(visited), countText(after))}
          </p>
          <div className="card-bar">
            <Button type="primary" onClick={() => setAsking(true)}>
              {copy.apply}
            </Button>
          </div>
        </>
      ) : (
        <RunProgress rules={rules} run={trial} label={title} />
      )}
      {asking && <ApplyModal rules={rules} trial={trial} onClose={() => setAsking(false)} />}
    </Card>
  )
}
