import { App, Form, Input, Modal, Select } from 'antd'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { roleText } from '../../../../shared/people/role-text.js'
import { useCreateOperator, type NewOperator } from '../api/change-operators.js'
import { useStoreOptions } from '../../../kit/store-options.js'
import { copy, errors } from '../copy.js'

const ROLES: readonly NewOperator['role'][] = ['operator', 'store-manager', 'read-only', 'admin']
const USERNAME = /^[a-z0-9._@-]{1,64}$/
const MIN_PASSWORD = 8

type Props = { open: boolean; onClose: () => void }

export function CreateModal({ open, onClose }: Props) {
  const { message } = App.useApp()
  const [form] = Form.useForm<NewOperator>()
  const create = useCreateOperator()
  const submit = (fields: NewOperator) =>
    create.mutate(fields, {
      onSuccess: () => {
        void message.success(copy.created(fields.name))
        form.resetFields()
        onClose()
      },
    })
  return (
    <Modal
      open={open}
      destroyOnHidden
      title={copy.create}
      okText={copy.save}
      cancelText={copy.cancel}
      confirmLoading={create.isPending}
      onOk={form.submit}
      onCancel={onClose}
      width={440}
    >
      <Form
        name="new-operator"
        form={form}
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        onFinish={submit}
      >
        <Fields />
      </Form>
      {create.isError && (
        <p className="bad" role="alert">
          {sentenceOf(create.error, errors)}
        </p>
      )}
    </Modal>
  )
}

function Fields() {
  return (
    <>
      <Form.Item
        name="name"
        label={copy.name}
        rules={[{ required: true, whitespace: true, message: copy.needName }]}
      >
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item
        name="username"
        label={copy.username}
        rules={[{ required: true, pattern: USERNAME, message: copy.needUsername }]}
      >
        <Input maxLength={64} autoComplete="off" />
      </Form.Item>
      <Form.Item name="role" label={copy.role} rules={[{ required: true, message: copy.needRole }]}>
        <Select options={ROLES.map((role) => ({ value: role, label: roleText(role) }))} />
      </Form.Item>
      <Stores />
      <Form.Item
        name="password"
        label={copy.password}
        extra={copy.passwordHint}
        rules={[{ required: true, min: MIN_PASSWORD, message: copy.needPassword }]}
      >
        <Input.Password maxLength={200} autoComplete="new-password" />
      </Form.Item>
    </>
  )
}

/** A store manager sees chosen stores only; the others may be left with all of them. */
function Stores() {
  const { data = [], isLoading } = useStoreOptions()
  const role = Form.useWatch<NewOperator['role'] | undefined>('role')
  const isNeeded = role === 'store-manager'
  return (
    <Form.Item
      name="storeCodes"
      label={copy.stores}
      extra={isNeeded ? undefined : copy.storesHint}
      rules={[{ required: isNeeded, message: copy.needStores }]}
    >
      <Select
        mode="multiple"
        allowClear
        loading={isLoading}
        options={data}
        optionFilterProp="label"
        placeholder={isNeeded ? copy.chooseStores : copy.allStores}
      />
    </Form.Item>
  )
}
