import { Form, Input, Modal } from 'antd'
import { countText } from '../../../../shared/format/count.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { useApply } from '../api/change-rules.js'
import type { Rules, Run } from '../api/rules.js'
import { copy, errors } from '../copy.js'

type Fields = { reason: string }
type Props = { rules: Rules; trial: Run; onClose: () => void }

/** Says once more what will change before it does, and asks why. */
export function ApplyModal({ rules, trial, onClose }: Props) {
  const [form] = Form.useForm<Fields>()
  const apply = useApply(rules)
  const { gone, splits, founded, visited } = trial.counts
  return (
    <Modal
      open
      width={480}
      title={copy.applyAsk(rules.version)}
      okText={copy.apply}
      cancelText={copy.cancel}
      confirmLoading={apply.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>
        <b>{copy.summary(countText(visited), countText(visited - gone + founded))}</b>
        <br />
        {copy.applyWhat(countText(gone), countText(splits))}
      </p>
      <p className="mut">{copy.applyRest}</p>
      <Form
        name="apply-rules"
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ reason }) => apply.mutate(reason.trim(), { onSuccess: onClose })}
      >
        <Form.Item
          name="reason"
          label={copy.applyReason}
          extra={copy.reasonHint}
          rules={[{ required: true, whitespace: true, min: 2, message: copy.needReason }]}
        >
          <Input maxLength={200} />
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
