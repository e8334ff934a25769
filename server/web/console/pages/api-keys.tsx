import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { Empty } from '../../shared/states/empty.js'
import { useApiKeys, type MadeApiKey } from '../features/api-keys/api/api-keys.js'
import { KeyTable } from '../features/api-keys/components/key-table.js'
import { MadeModal } from '../features/api-keys/components/made-modal.js'
import { MakeModal } from '../features/api-keys/components/make-modal.js'
import { copy } from '../features/api-keys/copy.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { usePages } from '../kit/use-pages.js'

export default function ApiKeysPage() {
  const pages = usePages('')
  const keys = useApiKeys(pages.cursor)
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<MadeApiKey>()
  const show = (key: MadeApiKey) => {
    setMaking(false)
    setMade(key)
  }
  return (
    <>
      <PageHead title={copy.title} sub={copy.sub}>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
          {copy.make}
        </Button>
      </PageHead>
      <section className="card">
        <KeyTable
          rows={keys.data?.items}
          error={keys.error}
          retry={() => void keys.refetch()}
          empty={
            <Empty
              action={
                <Button size="small" onClick={() => setMaking(true)}>
                  {copy.make}
                </Button>
              }
            >
              {copy.none}
            </Empty>
          }
        />
        <Pager pages={pages} nextCursor={keys.data?.nextCursor} />
      </section>
      <MakeModal open={making} onClose={() => setMaking(false)} onMade={show} />
      <MadeModal made={made} onClose={() => setMade(undefined)} />
    </>
  )
}
