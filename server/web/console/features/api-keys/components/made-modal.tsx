import { App, Button, Input, Modal, Space } from 'antd'
import type { MadeApiKey } from '../api/api-keys.js'
import { copy } from '../copy.js'

type Props = { made: MadeApiKey | undefined; onClose: () => void }

/** The key, once. Closed by the button only, so that a slip of the mouse does not lose it. */
export function MadeModal({ made, onClose }: Props) {
  const { message } = App.useApp()
  const key = made?.key ?? ''
  const copyKey = async () => {
    await navigator.clipboard.writeText(key)
    void message.success(copy.copied)
  }
  return (
    <Modal
      open={made !== undefined}
      destroyOnHidden
      title={copy.shownTitle}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      width={520}
      footer={
        <Button type="primary" onClick={onClose}>
          {copy.done}
        </Button>
      }
    >
      <p>{copy.shownOnce}</p>
      <Space.Compact block>
        <Input readOnly value={key} aria-label={copy.keyLabel} onFocus={(e) => e.target.select()} />
        <Button onClick={() => void copyKey()}>{copy.copyKey}</Button>
      </Space.Compact>
    </Modal>
  )
}
