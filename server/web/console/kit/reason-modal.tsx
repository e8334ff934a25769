import { Form, Input, Modal } from 'antd'
import type { ReactNode } from 'react'
import { copy } from './copy.js'

const LONGEST = 200
export const SHORTEST_REASON = 2

type Props = {
  title: string
  /** What the button says: it does what was shown. */
  act: string
  width?: number
  label?: string
  hint?: string
  isBusy: boolean
  /** It cannot be done as it stands. */
  isDisabled?: boolean
  /** Why it was not done. */
  problem: string | undefined
  onReason: (reason: string) => void
  onClose: () => void
  /** What will change. */
  children: ReactNode
}

/** Shows what will change, asks why, and does it. */
export function ReasonModal({ title, act, children, isDisabled = false, ...props }: Props) {
  const { width = 520, label = copy.reason, hint = copy.reasonHint, problem } = props
  const [form] = Form.useForm<{ reason: string }>()
  return (
    <Modal
      open
      width={width}
      title={title}
      okText={act}
      cancelText={copy.cancel}
      okButtonProps={{ disabled: isDisabled }}
      confirmLoading={props.isBusy}
      onOk={form.submit}
      onCancel={props.onClose}
    >
      {children}
      <Form
        name="reason"
        form={form}
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        onFinish={({ reason }) => !isDisabled && props.onReason(reason.trim())}
        style={{ marginTop: 16 }}
      >
        <Form.Item
          name="reason"
          label={label}
          rules={[
            {
              ...{ required: true, whitespace: true, min: SHORTEST_REASON },
              message: copy.needReason,
            },
          ]}
        >
          <Input maxLength={LONGEST} placeholder={hint} />
        </Form.Item>
      </Form>
      {problem !== undefined && (
        <p className="bad" role="alert">
          {problem}
        </p>
      )}
    </Modal>
  )
}
