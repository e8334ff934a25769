import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { Empty } from '../../shared/states/empty.js'
import { useBlockedValues, type BlockedRow } from '../features/blocked-values/api/blocked-values.js'
import { AddModal } from '../features/blocked-values/components/add-modal.js'
import { BlockedTable } from '../features/blocked-values/components/blocked-table.js'
import { RemoveModal } from '../features/blocked-values/components/remove-modal.js'
import { Rules } from '../features/blocked-values/components/rules.js'
import { copy } from '../features/blocked-values/copy.js'
import { useMay } from '../features/session/api/current-session.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { usePages } from '../kit/use-pages.js'

export default function BlockedValuesPage() {
  const pages = usePages('')
  const values = useBlockedValues(pages.cursor)
  const mayWrite = useMay('blocked-values.write')
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<BlockedRow | null>(null)
  const add = (
    <Button size="small" onClick={() => setAdding(true)}>
      {copy.add}
    </Button>
  )
  return (
    <>
      <PageHead title={copy.title} sub={copy.sub}>
        {mayWrite && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {copy.add}
          </Button>
        )}
      </PageHead>
      <section className="card">
        <BlockedTable
          rows={values.data?.items}
          error={values.error}
          retry={() => void values.refetch()}
          empty={<Empty action={mayWrite ? add : undefined}>{copy.none}</Empty>}
          onRemove={mayWrite ? setRemoving : undefined}
        />
        <Pager pages={pages} nextCursor={values.data?.nextCursor} />
      </section>
      <Rules />
      <AddModal open={adding} onClose={() => setAdding(false)} />
      <RemoveModal row={removing} onClose={() => setRemoving(null)} />
    </>
  )
}
