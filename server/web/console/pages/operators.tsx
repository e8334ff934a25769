import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { Empty } from '../../shared/states/empty.js'
import { useOperators } from '../features/operators/api/operators.js'
import { CreateModal } from '../features/operators/components/create-modal.js'
import { OperatorTable } from '../features/operators/components/operator-table.js'
import { copy } from '../features/operators/copy.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { usePages } from '../kit/use-pages.js'

export default function OperatorsPage() {
  const pages = usePages('')
  const operators = useOperators(pages.cursor)
  const [creating, setCreating] = useState(false)
  return (
    <>
      <PageHead title={copy.title} sub={copy.sub}>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
          {copy.create}
        </Button>
      </PageHead>
      <section className="card">
        <OperatorTable
          rows={operators.data?.items}
          error={operators.error}
          retry={() => void operators.refetch()}
          empty={
            <Empty
              action={
                <Button size="small" onClick={() => setCreating(true)}>
                  {copy.create}
                </Button>
              }
            >
              {copy.none}
            </Empty>
          }
        />
        <Pager pages={pages} nextCursor={operators.data?.nextCursor} />
      </section>
      <CreateModal open={creating} onClose={() => setCreating(false)} />
    </>
  )
}
