import { Button, Space } from 'antd'
import { useState } from 'react'
import { Card } from '../../../../shared/kit/card.js'
import { copy } from '../copy.js'
import styles from './privacy.module.css'
import { EraseModal } from './erase-modal.js'

type Props = {
  customerId: string
  name: string
  may: Readonly<{ export: boolean; reveal: boolean; erase: boolean }>
}

/** A copy of what is kept about the person, and taking it away. */
export function PrivacyCard({ customerId, name, may }: Props) {
  const [erasing, setErasing] = useState(false)
  const address = `/api/customers/${customerId}/export`
  if (!may.export && !may.erase) {
    return null
  }
  return (
    <Card title={copy.title} sub={copy.sub} className={styles.card ?? ''}>
      <div className={styles.body}>
        {may.export && <p>{may.reveal ? copy.exportClear : copy.exportMasked}</p>}
        <Space wrap>
          {may.export && (
            <>
              <Button
                href={`${address}.html`}
                target="_blank"
                rel="noreferrer"
                title={copy.exportPageHint}
              >
                {copy.exportPage}
              </Button>
              <Button href={address} download={`${customerId}.json`}>
                {copy.exportJson}
              </Button>
            </>
          )}
          {may.erase && (
            <Button danger onClick={() => setErasing(true)}>
              {copy.erase}
            </Button>
          )}
        </Space>
      </div>
      <EraseModal
        customerId={customerId}
        name={name}
        open={erasing}
        onClose={() => setErasing(false)}
        onAsked={() => setErasing(false)}
      />
    </Card>
  )
}
