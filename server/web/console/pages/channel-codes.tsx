import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { Empty } from '../../shared/states/empty.js'
import { useChannelCodes, type ChannelCode } from '../features/channel-codes/api/channel-codes.js'
import { CodeTable } from '../features/channel-codes/components/code-table.js'
import { CreateModal } from '../features/channel-codes/components/create-modal.js'
import { EditModal } from '../features/channel-codes/components/edit-modal.js'
import { QrModal } from '../features/channel-codes/components/qr-modal.js'
import { copy } from '../features/channel-codes/copy.js'
import { useMay } from '../features/session/api/current-session.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { useFilters } from '../kit/use-filters.js'
import { usePages } from '../kit/use-pages.js'

export default function ChannelCodesPage() {
  const filters = useFilters(['new'])
  const pages = usePages('')
  const codes = useChannelCodes(pages.cursor)
  const [shown, setShown] = useState<ChannelCode>()
  const [edited, setEdited] = useState<ChannelCode>()
  const mayWrite = useMay('channel-codes.write')
  const create = () => filters.set({ new: '1' })
  return (
    <>
      <PageHead title={copy.title} sub={copy.sub}>
        {mayWrite && (
          <Button type="primary" icon={<PlusOutlined />} onClick={create}>
            {copy.create}
          </Button>
        )}
      </PageHead>
      <section className="card">
        <CodeTable
          rows={codes.data?.items}
          error={codes.error}
          retry={() => void codes.refetch()}
          onShow={setShown}
          onEdit={mayWrite ? setEdited : undefined}
          empty={
            <Empty
              action={
                <Button size="small" onClick={create}>
                  {copy.create}
                </Button>
              }
            >
              {copy.none}
            </Empty>
          }
        />
        <Pager pages={pages} nextCursor={codes.data?.nextCursor} />
      </section>
      <QrModal code={shown} onClose={() => setShown(undefined)} />
      {edited && <EditModal code={edited} onClose={() => setEdited(undefined)} />}
      <CreateModal
        open={mayWrite && filters.values.new !== undefined}
        onClose={() => filters.set({ new: undefined })}
      />
    </>
  )
}
