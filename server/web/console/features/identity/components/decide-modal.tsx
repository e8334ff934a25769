import { App } from 'antd'
import { Problem } from '../../../../shared/http/problem.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { Bone } from '../../../../shared/states/bone.js'
import { ErrorState } from '../../../../shared/states/error-state.js'
import { ReasonModal } from '../../../kit/reason-modal.js'
import { useDecide } from '../api/decide.js'
import { usePreview, type Deed } from '../api/previews.js'
import { copy, errors } from '../copy.js'
import { PreviewView } from './preview-view.js'

type Props = { title: string; deed: Deed; onClose: () => void; onDone?: () => void }

/** Shows what would change, asks why, and does exactly that: refused and worked out anew when anything has changed. */
export function DecideModal({ title, deed, onClose, onDone }: Props) {
  const { message } = App.useApp()
  const preview = usePreview(deed)
  const decide = useDecide()
  const { data } = preview
  const isPossible = data !== undefined && data.refused.length === 0 && !preview.isFetching
  const onReason = (reason: string) => {
    if (data === undefined || !isPossible) {
      return
    }
    decide.mutate(
      { deed, preview: data, reason },
      {
        onSuccess: () => {
          void message.success(copy.done)
          onClose()
          onDone?.()
        },
        onError: (error) => {
          if (hasMovedOn(error)) {
            void preview.refetch()
          }
        },
      },
    )
  }
  const { error } = decide
  return (
    <ReasonModal
      title={title}
      act={copy.act}
      width={620}
      isBusy={decide.isPending}
      isDisabled={!isPossible}
      problem={
        error === null ? undefined : hasMovedOn(error) ? copy.retried : sentenceOf(error, errors)
      }
      {...{ onReason, onClose }}
    >
      {data !== undefined ? (
        <>
          <p className="mut sm">{copy.previewNote}</p>
          <PreviewView preview={data} />
        </>
      ) : preview.isError ? (
        <ErrorState
          what={copy.previewFailed}
          error={preview.error}
          onRetry={() => void preview.refetch()}
        />
      ) : (
        <div aria-label={copy.previewing}>
          <Bone height={120} />
        </div>
      )}
    </ReasonModal>
  )
}

export const hasMovedOn = (error: unknown): boolean =>
  error instanceof Problem && error.code === 'identity-moved-on'
