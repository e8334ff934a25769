import { App, Form, Input, Modal } from 'antd'
import { Problem } from '../../../../shared/http/problem.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { Bone } from '../../../../shared/states/bone.js'
import { ErrorState } from '../../../../shared/states/error-state.js'
import { useDecide } from '../api/decide.js'
import { usePreview, type Deed } from '../api/previews.js'
import { copy, errors } from '../copy.js'
import { PreviewView } from './preview-view.js'

const LONGEST = 200
const SHORTEST = 2

type Props = { title: string; deed: Deed; onClose: () => void; onDone?: () => void }

/** Shows what would change, asks why, and does exactly that: refused and worked out anew when anything has changed. */
export function DecideModal({ title, deed, onClose, onDone }: Props) {
  const { message } = App.useApp()
  const [form] = Form.useForm<{ reason: string }>()
  const preview = usePreview(deed)
  const decide = useDecide()
  const { data } = preview
  const isPossible = data !== undefined && data.refused.length === 0 && !preview.isFetching
  const submit = ({ reason }: { reason: string }) => {
    if (data === undefined || !isPossible) {
      return
    }
    decide.mutate(
      { deed, preview: data, reason: reason.trim() },
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
  return (
    <Modal
      open
      width={620}
      title={title}
      okText={copy.act}
      cancelText={copy.cancel}
      okButtonProps={{ disabled: !isPossible }}
      confirmLoading={decide.isPending}
      onOk={form.submit}
      onCancel={onClose}
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
      <Form
        name="identity-reason"
        form={form}
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        onFinish={submit}
        style={{ marginTop: 16 }}
      >
        <Form.Item
          name="reason"
          label={copy.reason}
          rules={[{ required: true, whitespace: true, min: SHORTEST, message: copy.needReason }]}
        >
          <Input maxLength={LONGEST} placeholder={copy.reasonHint} />
        </Form.Item>
      </Form>
      {decide.isError && (
        <p className="bad" role="alert">
          {hasMovedOn(decide.error) ? copy.retried : sentenceOf(decide.error, errors)}
        </p>
      )}
    </Modal>
  )
}

export const hasMovedOn = (error: unknown): boolean =>
  error instanceof Problem && error.code === 'identity-moved-on'
