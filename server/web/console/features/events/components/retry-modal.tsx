import { App, Form, Input, Modal } from 'antd'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { useRetryDelivery } from '../api/dead-deliveries.js'
import { copy, errors } from '../copy.js'

type Fields = { reason: string }
const LONGEST = 200

/** Asks why, then delivers again. */
export function RetryModal({ id, onClose }: { id: string; onClose: () => void }) {
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const retry = useRetryDelivery()
  const send = ({ reason }: Fields) =>
    retry.mutate(
      { id, reason: reason.trim() },
      {
        onSuccess: () => {
          void message.success(copy.queued)
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      width={400}
      title={copy.again}
      okText={copy.again}
      cancelText={copy.cancel}
      confirmLoading={retry.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form name="retry" form={form} layout="vertical" requiredMark={false} onFinish={send}>
        <Form.Item
          name="reason"
          label={copy.retryReason}
          extra={copy.replayHint}
          rules={[{ required: true, whitespace: true, message: copy.replayMissing }]}
        >
          <Input maxLength={LONGEST} />
        </Form.Item>
      </Form>
      {retry.isError && (
        <p className="bad" role="alert">
          {sentenceOf(retry.error, errors)}
        </p>
      )}
    </Modal>
  )
}
