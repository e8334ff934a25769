import { Button } from 'antd'
import { useState } from 'react'
import { Bone } from '../../shared/states/bone.js'
import { ErrorState } from '../../shared/states/error-state.js'
import { useRules, type Rules } from '../features/identity-rules/api/rules.js'
import { ApplicationCard } from '../features/identity-rules/components/application-card.js'
import { DraftCard } from '../features/identity-rules/components/draft-card.js'
import { InForce } from '../features/identity-rules/components/in-force.js'
import { RulesForm } from '../features/identity-rules/components/rules-form.js'
import { VersionsTable } from '../features/identity-rules/components/versions-table.js'
import { copy } from '../features/identity-rules/copy.js'
import { PageHead } from '../kit/page-head.js'

export default function IdentityRulesPage() {
  const rules = useRules()
  const [isEditing, setEditing] = useState(false)
  const draft = rules.data?.items.find(({ state }) => state === 'draft') ?? null
  return (
    <>
      <PageHead title={copy.title} sub={copy.sub}>
        {rules.data && draft === null && !isEditing && (
          <Button type="primary" onClick={() => setEditing(true)}>
            {copy.change}
          </Button>
        )}
      </PageHead>
      {rules.data ? (
        <Loaded
          items={rules.data.items}
          draft={draft}
          isEditing={isEditing}
          setEditing={setEditing}
        />
      ) : rules.isError ? (
        <ErrorState what={copy.failed} error={rules.error} onRetry={() => void rules.refetch()} />
      ) : (
        <div className="bones" aria-busy>
          <Bone height={220} />
          <Bone height={160} />
        </div>
      )}
    </>
  )
}

type Props = {
  items: readonly Rules[]
  draft: Rules | null
  isEditing: boolean
  setEditing: (isEditing: boolean) => void
}

function Loaded({ items, draft, isEditing, setEditing }: Props) {
  const inForce = items.find(({ state }) => state === 'active' || state === 'applying')
  const from = draft ?? inForce
  return (
    <div className="stack">
      {isEditing && from !== undefined && (
        <RulesForm
          draft={draft}
          from={{
            numbers: from.numbers,
            sources: from.sources,
            reason: draft === null ? '' : draft.reason,
          }}
          onClose={() => setEditing(false)}
        />
      )}
      {draft !== null && !isEditing && <DraftCard rules={draft} onEdit={() => setEditing(true)} />}
      {inForce?.application && <ApplicationCard rules={inForce} run={inForce.application} />}
      {inForce && <InForce rules={inForce} />}
      <VersionsTable items={items} />
    </div>
  )
}
