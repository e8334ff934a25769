import { App, Form, Input, Modal } from 'antd'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { useCreateView, useUpdateView } from '../api/change-views.js'
import type { SavedView } from '../api/views.js'
import type { CustomerFilter } from '../filter.js'
import { list, viewErrors } from '../list-copy.js'

const LONGEST = 20

type Props = {
  /** The one to rename; null: a new one of this filter. */
  view: SavedView | null
  filter: CustomerFilter
  onSaved: (view: SavedView) => void
  onClose: () => void
}

export function ViewModal({ view, filter, onSaved, onClose }: Props) {
  const { message } = App.useApp()
  const [form] = Form.useForm<{ name: string }>()
  const [create, update] = [useCreateView(), useUpdateView()]
  const sending = view === null ? create : update
  const submit = ({ name }: { name: string }) => {
    const onSuccess = (saved: SavedView) => {
      void message.success(list.saved(saved.name))
      onSaved(saved)
      onClose()
    }
    return view === null
      ? create.mutate({ name: name.trim(), filter }, { onSuccess })
      : update.mutate({ viewId: view.viewId, name: name.trim() }, { onSuccess })
  }
  return (
    <Modal
      open
      width={400}
      title={view === null ? list.saveTitle : list.renameTitle}
      okText={view === null ? list.saveOk : list.renameOk}
      cancelText={list.cancel}
      confirmLoading={sending.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        name="customer-view"
        form={form}
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        initialValues={{ name: view?.name ?? '' }}
        onFinish={submit}
      >
        <Form.Item
          name="name"
          label={list.name}
          rules={[{ required: true, whitespace: true, message: list.needName }]}
        >
          <Input maxLength={LONGEST} placeholder={list.nameHint} autoFocus />
        </Form.Item>
      </Form>
      {sending.isError && (
        <p className="bad" role="alert">
          {sentenceOf(sending.error, viewErrors)}
        </p>
      )}
    </Modal>
  )
}
