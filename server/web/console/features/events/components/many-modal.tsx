import { Form, Input, Modal } from 'antd'
import type { ReactNode } from 'react'
import { countText } from '../../../../shared/format/count.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { copy, errors, reasonText } from '../copy.js'
import styles from './many.module.css'

type Fields = { reason: string }
const LONGEST = 200

type Props = {
  title: string
  /** What will happen, before it does. */
  sentence: ReactNode
  reasons?: readonly { reason: string; count: number }[]
  isReady: boolean
  send: { isPending: boolean; error: unknown; run: (reason: string) => void }
  onClose: () => void
}

/** Says how many will be worked again and asks why. */
export function ManyModal({ title, sentence, reasons = [], isReady, send, onClose }: Props) {
  const [form] = Form.useForm<Fields>()
  return (
    <Modal
      open
      width={460}
      title={title}
      okText={title}
      cancelText={copy.cancel}
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={send.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>{sentence}</p>
      {reasons.length > 0 && (
        <ul className={styles.reasons} aria-label={copy.reason}>
          {reasons.map(({ reason, count }) => (
            <li key={reason}>
              <span title={reason}>{reasonText(reason)}</span>
              <b>{copy.pieces(countText(count))}</b>
            </li>
          ))}
        </ul>
      )}
      <Form
        name="many"
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ reason }) => send.run(reason.trim())}
      >
        <Form.Item
          name="reason"
          label={copy.replayReason}
          extra={copy.replayHint}
          rules={[{ required: true, whitespace: true, message: copy.replayMissing }]}
        >
          <Input.TextArea rows={2} maxLength={LONGEST} />
        </Form.Item>
      </Form>
      {send.error !== null && (
        <p className="bad" role="alert">
          {sentenceOf(send.error, errors)}
        </p>
      )}
    </Modal>
  )
}
