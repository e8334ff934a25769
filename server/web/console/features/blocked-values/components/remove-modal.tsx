import { App, Form, Input, Modal } from 'antd'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import type { BlockedRow } from '../api/blocked-values.js'
import { useRemoveBlockedValue } from '../api/change-blocked-values.js'
import { copy, errors } from '../copy.js'

type Props = { row: BlockedRow | null; onClose: () => void }

/** Shows what comes home before it does. */
export function RemoveModal({ row, onClose }: Props) {
  const { message } = App.useApp()
  const [form] = Form.useForm<{ reason: string }>()
  const remove = useRemoveBlockedValue()
  const close = () => {
    remove.reset()
    form.resetFields()
    onClose()
  }
  const submit = ({ reason }: { reason: string }) =>
    remove.mutate(
      { key: row?.key ?? '', reason },
      {
        onSuccess: () => {
          void message.success(copy.removed)
          close()
        },
      },
    )
  return (
    <Modal
      open={row !== null}
      destroyOnHidden
      title={copy.removeTitle(row?.value ?? '')}
      okText={copy.remove}
      cancelText={copy.cancel}
      confirmLoading={remove.isPending}
      onOk={form.submit}
      onCancel={close}
      width={440}
    >
      <p>{copy.removeHint(row?.waiting ?? 0)}</p>
      <Form
        name="remove-blocked-value"
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={submit}
      >
        <Form.Item
          name="reason"
          label={copy.removeReason}
          rules={[{ required: true, whitespace: true, message: copy.needRemoveReason }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      </Form>
      {remove.isError && (
        <p className="bad" role="alert">
          {sentenceOf(remove.error, errors)}
        </p>
      )}
    </Modal>
  )
}
