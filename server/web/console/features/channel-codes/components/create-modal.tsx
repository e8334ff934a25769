import { App, Form, Input, Modal, Select, Switch } from 'antd'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { useCreateChannelCode } from '../api/create-channel-code.js'
import { useStaff, type StaffMember } from '../api/staff.js'
import { copy, errors } from '../copy.js'

type Fields = { name: string; userid: string; skipVerify: boolean; welcomeText?: string }
type Props = { open: boolean; onClose: () => void }

export const MAX_WELCOME = 1_000

/** Form of a new channel code: where it will hang, whom it adds, what they are told first. */
export function CreateModal({ open, onClose }: Props) {
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const create = useCreateChannelCode()
  const submit = ({ userid, welcomeText, ...fields }: Fields) => {
    const body = { ...fields, userids: [userid], welcomeText: welcomeText?.trim() ?? '' }
    create.mutate(body, {
      onSuccess: () => {
        void message.success(copy.created(fields.name))
        form.resetFields()
        onClose()
      },
    })
  }
  return (
    <Modal
      open={open}
      destroyOnHidden
      title={copy.create}
      okText={copy.saveNew}
      cancelText={copy.cancel}
      confirmLoading={create.isPending}
      onOk={form.submit}
      onCancel={onClose}
      width={480}
    >
      <Form
        name="new-code"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ skipVerify: true }}
        onFinish={submit}
      >
        <CodeFields />
      </Form>
      {create.isError && (
        <p className="bad" role="alert">
          {sentenceOf(create.error, errors)}
        </p>
      )}
    </Modal>
  )
}

function CodeFields() {
  const staff = useStaff()
  return (
    <>
      <Form.Item
        name="name"
        label={copy.nameLabel}
        rules={[{ required: true, whitespace: true, message: copy.nameMissing }]}
      >
        <Input placeholder={copy.nameHint} maxLength={30} />
      </Form.Item>
      <Form.Item
        name="userid"
        label={copy.staffLabel}
        rules={[{ required: true, message: copy.staffMissing }]}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={copy.staffHint}
          loading={staff.isPending}
          notFoundContent={staff.isError ? sentenceOf(staff.error) : copy.staffNone}
          options={staff.data?.items.filter(isHere).map(optionOf)}
        />
      </Form.Item>
      <Form.Item
        name="skipVerify"
        label={copy.skipVerify}
        valuePropName="checked"
        layout="horizontal"
        colon={false}
      >
        <Switch />
      </Form.Item>
      <Form.Item name="welcomeText" label={copy.welcomeLabel} extra={copy.welcomeHint}>
        <Input.TextArea rows={3} maxLength={MAX_WELCOME} />
      </Form.Item>
    </>
  )
}

const isHere = (person: StaffMember): boolean => person.status === 'active'

function optionOf(person: StaffMember) {
  const place = person.storeName ?? person.departmentName
  return {
    value: person.userid,
    label: `${person.name}，${place}，${copy.contacts(person.contactCount)}`,
  }
}
