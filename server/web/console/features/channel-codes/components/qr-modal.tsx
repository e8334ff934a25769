import { Modal } from 'antd'
import type { ChannelCode } from '../api/channel-codes.js'
import { copy } from '../copy.js'
import styles from './code-table.module.css'

type Props = { code: ChannelCode | undefined; onClose: () => void }

/** The picture large enough to scan from the screen. */
export function QrModal({ code, onClose }: Props) {
  return (
    <Modal
      open={code !== undefined}
      onCancel={onClose}
      footer={null}
      width={360}
      title={code?.name}
      centered
    >
      {code && (
        <>
          <img className={styles.large} src={code.qrCodeUrl} alt={copy.qrOf(code.name)} />
          <p className={styles.caption}>
            <a className="link" href={code.qrCodeUrl} target="_blank" rel="noreferrer">
              {copy.open}
            </a>
          </p>
        </>
      )}
    </Modal>
  )
}
