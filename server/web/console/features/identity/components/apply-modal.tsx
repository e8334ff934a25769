import { App } from 'antd'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { ReasonModal } from '../../../kit/reason-modal.js'
import { useApply, type PendingRow } from '../api/pending.js'
import { copy, errors, whys } from '../copy.js'
import { identifierName } from '../names.js'

/** Lets a join through that had stopped; names what it is about, and asks why. */
export function ApplyModal({ row, onClose }: { row: PendingRow; onClose: () => void }) {
  const { message } = App.useApp()
  const apply = useApply()
  const onReason = (reason: string) =>
    apply.mutate(
      { pendingId: row.pendingId, reason },
      {
        onSuccess: () => {
          void message.success(copy.applied)
          onClose()
        },
      },
    )
  return (
    <ReasonModal
      title={copy.applyTitle}
      act={copy.apply}
      isBusy={apply.isPending}
      problem={apply.isError ? sentenceOf(apply.error, errors) : undefined}
      {...{ onReason, onClose }}
    >
      <p>{whys[row.why].hint}。</p>
      <p>{copy.applyWhat}</p>
      <ul className="mut sm">
        {row.identifiers.map((one) => (
          <li key={one.key}>{identifierName(one)}</li>
        ))}
      </ul>
    </ReasonModal>
  )
}
