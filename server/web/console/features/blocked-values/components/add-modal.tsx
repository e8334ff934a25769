import { App, Form, Input, Modal, Select } from 'antd'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { identifierTypeText } from '../../../../shared/people/identifier-text.js'
import type { BlockedRow } from '../api/blocked-values.js'
import { useAddBlockedValue, type NewBlockedValue } from '../api/change-blocked-values.js'
import { copy, errors, reasons } from '../copy.js'

const TYPES: readonly BlockedRow['type'][] = [
  'phone',
  'member_no',
  'openid',
  'unionid',
  'external_userid',
]
const REASONS = Object.keys(reasons) as (keyof typeof reasons)[]

type Props = { open: boolean; onClose: () => void }

export function AddModal({ open, onClose }: Props) {
  const { message } = App.useApp()
  const [form] = Form.useForm<NewBlockedValue>()
  const add = useAddBlockedValue()
  const close = () => {
    add.reset()
    onClose()
  }
  const submit = (fields: NewBlockedValue) =>
    add.mutate(fields, {
      onSuccess: () => {
        void message.success(copy.saved)
        form.resetFields()
        close()
      },
    })
  return (
    <Modal
      open={open}
      destroyOnHidden
      title={copy.add}
      okText={copy.save}
      cancelText={copy.cancel}
      confirmLoading={add.isPending}
      onOk={form.submit}
      onCancel={close}
      width={440}
    >
      <Form
        name="new-blocked-value"
        form={form}
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        initialValues={{ type: 'phone' }}
        onFinish={submit}
      >
        <Fields />
      </Form>
      {add.isError && (
        <p className="bad" role="alert">
          {sentenceOf(add.error, errors)}
        </p>
      )}
    </Modal>
  )
}

function Fields() {
  return (
    <>
      <Form.Item name="type" label={copy.kind} rules={[{ required: true, message: copy.needKind }]}>
        <Select options={TYPES.map((type) => ({ value: type, label: identifierTypeText(type) }))} />
      </Form.Item>
      <Scope />
      <Form.Item
        name="value"
        label={copy.value}
        rules={[{ required: true, whitespace: true, message: copy.needValue }]}
      >
        <Input maxLength={128} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={copy.reason}
        rules={[{ required: true, message: copy.needReason }]}
      >
        <Select options={REASONS.map((reason) => ({ value: reason, label: reasons[reason] }))} />
      </Form.Item>
      <Form.Item name="note" label={copy.note}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  )
}

/** A member number is one of a certain system, an openid one of a certain mini-program. */
function Scope() {
  const type = Form.useWatch<BlockedRow['type'] | undefined>('type')
  if (type !== 'member_no' && type !== 'openid') {
    return null
  }
  return (
    <Form.Item
      name="scope"
      label={copy.scope}
      extra={copy.scopeHint[type]}
      rules={[{ required: true, whitespace: true, message: copy.needScope }]}
    >
      <Input maxLength={64} />
    </Form.Item>
  )
}
