import { App, Form, Input, Modal } from 'antd'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { useApply, type PendingRow } from '../api/pending.js'
import { copy, errors, whys } from '../copy.js'
import { identifierName } from '../names.js'

const LONGEST = 200
const SHORTEST = 2

/** Lets a join through that had stopped; names what it is about, and asks why. */
export function ApplyModal({ row, onClose }: { row: PendingRow; onClose: () => void }) {
  const { message } = App.useApp()
  const [form] = Form.useForm<{ reason: string }>()
  const apply = useApply()
  const submit = ({ reason }: { reason: string }) =>
    apply.mutate(
      { pendingId: row.pendingId, reason: reason.trim() },
      {
        onSuccess: () => {
          void message.success(copy.applied)
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      width={520}
      title={copy.applyTitle}
      okText={copy.apply}
      cancelText={copy.cancel}
      confirmLoading={apply.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>{whys[row.why].hint}。</p>
      <p>{copy.applyWhat}</p>
      <ul className="mut sm">
        {row.identifiers.map((one) => (
          <li key={one.key}>{identifierName(one)}</li>
        ))}
      </ul>
      <Form name="apply" form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item
          name="reason"
          label={copy.reason}
          rules={[{ required: true, whitespace: true, min: SHORTEST, message: copy.needReason }]}
        >
          <Input maxLength={LONGEST} placeholder={copy.reasonHint} />
        </Form.Item>
      </Form>
      {apply.isError && (
        <p className="bad" role="alert">
          {sentenceOf(apply.error, errors)}
        </p>
      )}
    </Modal>
  )
}
