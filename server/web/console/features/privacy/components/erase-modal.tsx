import { App, Checkbox, Form, Input, Modal } from 'antd'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { useEraseCustomer, type EraseWish } from '../api/erase-customer.js'
import { copy, errors } from '../copy.js'
import styles from './privacy.module.css'

type Props = {
  customerId: string
  name: string
  open: boolean
  onClose: () => void
  onAsked: () => void
}

/** Says what goes and what stays, and wants the word typed: nothing of it comes back. */
export function EraseModal({ customerId, name, open, onClose, onAsked }: Props) {
  const { message } = App.useApp()
  const [form] = Form.useForm<EraseWish>()
  const word = Form.useWatch('confirm', form)
  const erase = useEraseCustomer(customerId)
  const submit = (wish: EraseWish) =>
    erase.mutate(wish, {
      onSuccess: () => {
        void message.success(copy.asked)
        onAsked()
      },
    })
  return (
    <Modal
      open={open}
      destroyOnHidden
      title={copy.eraseTitle(name)}
      okText={copy.yes}
      okButtonProps={{ danger: true, disabled: word !== copy.confirmWord }}
      cancelText={copy.no}
      confirmLoading={erase.isPending}
      onOk={form.submit}
      onCancel={onClose}
      width={520}
    >
      <ul className={styles.what}>
        {copy.eraseWhat.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Form
        name="erase-customer"
        form={form}
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        onFinish={submit}
      >
        <Fields />
      </Form>
      {erase.isError && (
        <p className="bad" role="alert">
          {sentenceOf(erase.error, errors)}
        </p>
      )}
    </Modal>
  )
}

function Fields() {
  const needWord = { required: true, pattern: /^删除$/, message: copy.needConfirm }
  return (
    <>
      <Form.Item
        name="reason"
        label={copy.reason}
        extra={copy.reasonHint}
        rules={[{ required: true, whitespace: true, message: copy.needReason }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="doNotContact" valuePropName="checked">
        <Checkbox>{copy.doNotContact}</Checkbox>
      </Form.Item>
      <Form.Item name="confirm" label={copy.confirm} rules={[needWord]}>
        <Input maxLength={4} />
      </Form.Item>
    </>
  )
}
