import { Button } from 'antd'
import { countText } from '../../../../shared/format/count.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { Card } from '../../../../shared/kit/card.js'
import { useRun } from '../api/change-import.js'
import type { ImportDetail } from '../api/imports.js'
import { copy, errors } from '../copy.js'
import { FaultsCard } from './faults-card.js'
import { Figures } from '../../../kit/figures.js'

type Props = { detail: ImportDetail; onColumns: () => void }

/** What would be imported and what would not; nothing is written before the button is pressed. */
export function CheckResult({ detail, onColumns }: Props) {
  const { check, importId } = detail
  const run = useRun(importId)
  const { preview } = check
  return (
    <div className="stack">
      <Card title={copy.checked}>
        <Figures
          items={[
            { label: copy.total, value: check.rows },
            { label: copy.good, value: check.good, tone: 'good' },
            { label: copy.faulty, value: check.faulty, tone: 'bad' },
          ]}
        />
        <div className="card-bar">
          <Button
            type="primary"
            disabled={check.good === 0}
            loading={run.isPending}
            onClick={() => run.mutate(undefined)}
          >
            {copy.run(countText(check.good))}
          </Button>
          <Button onClick={onColumns}>{copy.recheck}</Button>
          <span className="mut sm">{copy.runHint}</span>
          {run.isError && (
            <span className="bad sm" role="alert">
              {sentenceOf(run.error, errors)}
            </span>
          )}
        </div>
      </Card>
      <Card title={copy.preview} sub={copy.previewSub}>
        <Figures
          items={[
            { label: copy.newMembers, value: preview.newMembers },
            { label: copy.knownMembers, value: preview.knownMembers },
            { label: copy.newIdentifiers, value: preview.newIdentifiers },
            { label: copy.joins, value: preview.joins, tone: 'warned' },
            { label: copy.contested, value: preview.contestedPhones, tone: 'warned' },
          ]}
        />
      </Card>
      <FaultsCard detail={detail} />
    </div>
  )
}
