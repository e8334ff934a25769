import { countText } from '../../../../shared/format/count.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { ReasonModal } from '../../../kit/reason-modal.js'
import { useApply } from '../api/change-rules.js'
import type { Rules, Run } from '../api/rules.js'
import { copy, errors } from '../copy.js'

type Props = { rules: Rules; trial: Run; onClose: () => void }

/** Says once more what will change before it does, and asks why. */
export function ApplyModal({ rules, trial, onClose }: Props) {
  const apply = useApply(rules)
  const { gone, splits, founded, visited } = trial.counts
  return (
    <ReasonModal
      title={copy.applyAsk(rules.version)}
      act={copy.apply}
      label={copy.applyReason}
      hint={copy.reasonHint}
      isBusy={apply.isPending}
      problem={apply.isError ? sentenceOf(apply.error, errors) : undefined}
      onReason={(reason) => apply.mutate(reason, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>
        <b>{copy.summary(countText(visited), countText(visited - gone + founded))}</b>
        <br />
        {copy.applyWhat(countText(gone), countText(splits))}
      </p>
      <p className="mut">{copy.applyRest}</p>
    </ReasonModal>
  )
}
