import { Checkbox, Form, Input, Modal, Select } from 'antd'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { useMakeApiKey, type MadeApiKey, type NewApiKey, type Scope } from '../api/api-keys.js'
import { copy, errors, scopeTexts } from '../copy.js'

const SOURCE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

type Props = { open: boolean; onClose: () => void; onMade: (made: MadeApiKey) => void }

export function MakeModal({ open, onClose, onMade }: Props) {
  const [form] = Form.useForm<NewApiKey>()
  const make = useMakeApiKey()
  const submit = (fields: NewApiKey) =>
    make.mutate(fields, {
      onSuccess: (made) => {
        form.resetFields()
        onMade(made)
      },
    })
  return (
    <Modal
      open={open}
      destroyOnHidden
      title={copy.make}
      okText={copy.save}
      cancelText={copy.cancel}
      confirmLoading={make.isPending}
      onOk={form.submit}
      onCancel={onClose}
      width={480}
    >
      <Form
        name="new-api-key"
        form={form}
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        initialValues={{ scopes: ['events:write'], trusted: false }}
        onFinish={submit}
      >
        <Fields />
      </Form>
      {make.isError && (
        <p className="bad" role="alert">
          {sentenceOf(make.error, errors)}
        </p>
      )}
    </Modal>
  )
}

const scopes = (Object.keys(scopeTexts) as Scope[]).map((value) => ({
  value,
  label: scopeTexts[value],
}))

function Fields() {
  const isSource = (_rule: unknown, sources: string[] = []) =>
    sources.every((source) => SOURCE.test(source))
      ? Promise.resolve()
      : Promise.reject(new Error(copy.badSources))
  return (
    <>
      <Form.Item
        name="name"
        label={copy.name}
        extra={copy.nameHint}
        rules={[{ required: true, whitespace: true, message: copy.needName }]}
      >
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item
        name="scopes"
        label={copy.scopes}
        rules={[{ required: true, message: copy.needScopes }]}
      >
        <Checkbox.Group options={scopes} />
      </Form.Item>
      <Form.Item name="trusted" valuePropName="checked" extra={copy.trustedHint}>
        <Checkbox>{copy.trustedLabel}</Checkbox>
      </Form.Item>
      <Form.Item
        name="sources"
        label={copy.sources}
        extra={copy.sourcesHint}
        rules={[{ validator: isSource }]}
      >
        <Select mode="tags" open={false} suffixIcon={null} placeholder={copy.anySource} />
      </Form.Item>
    </>
  )
}
