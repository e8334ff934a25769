import { App, Form, Input, Modal } from 'antd'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import type { ChannelCode } from '../api/channel-codes.js'
import { useUpdateChannelCode } from '../api/update-channel-code.js'
import { copy, errors } from '../copy.js'
import { MAX_WELCOME } from './create-modal.js'

type Fields = { name: string; welcomeText: string }
type Props = { code: ChannelCode; onClose: () => void }

export function EditModal({ code, onClose }: Props) {
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const update = useUpdateChannelCode()
  const submit = (fields: Fields) =>
    update.mutate(
      { channelCodeId: code.channelCodeId, ...fields },
      {
        onSuccess: () => {
          void message.success(copy.saved)
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={copy.editTitle}
      okText={copy.save}
      cancelText={copy.cancel}
      confirmLoading={update.isPending}
      onOk={form.submit}
      onCancel={onClose}
      width={480}
    >
      <Form
        name="code"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: code.name, welcomeText: code.welcomeText }}
        onFinish={submit}
      >
        <Form.Item
          name="name"
          label={copy.nameLabel}
          rules={[{ required: true, whitespace: true, message: copy.nameMissing }]}
        >
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item name="welcomeText" label={copy.welcomeLabel} extra={copy.welcomeHint}>
          <Input.TextArea rows={3} maxLength={MAX_WELCOME} />
        </Form.Item>
      </Form>
      {update.isError && (
        <p className="bad" role="alert">
          {sentenceOf(update.error, errors)}
        </p>
      )}
    </Modal>
  )
}
