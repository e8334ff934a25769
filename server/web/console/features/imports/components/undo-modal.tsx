import { Form, Input, Modal } from 'antd'
import { countText } from '../../../../shared/format/count.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { useUndo } from '../api/change-import.js'
import type { ImportDetail } from '../api/imports.js'
import { copy, errors } from '../copy.js'

type Fields = { reason: string }
const LONGEST = 200

/** Says what will go before it goes, and asks why. */
export function UndoModal({ detail, onClose }: { detail: ImportDetail; onClose: () => void }) {
  const [form] = Form.useForm<Fields>()
  const undo = useUndo(detail.importId)
  return (
    <Modal
      open
      width={460}
      title={copy.undoAsk}
      okText={copy.undo}
      okButtonProps={{ danger: true }}
      cancelText={copy.cancel}
      confirmLoading={undo.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>{copy.undoWhat[detail.kind](countText(detail.run.imported))}</p>
      <Form
        name="undo"
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ reason }) => undo.mutate(reason.trim(), { onSuccess: onClose })}
      >
        <Form.Item
          name="reason"
          label={copy.undoReason}
          extra={copy.undoReasonHint}
          rules={[{ required: true, whitespace: true, message: copy.undoMissing }]}
        >
          <Input.TextArea rows={2} maxLength={LONGEST} />
        </Form.Item>
      </Form>
      {undo.isError && (
        <p className="bad" role="alert">
          {sentenceOf(undo.error, errors)}
        </p>
      )}
    </Modal>
  )
}
