import { useNavigate } from 'react-router'
import { Card } from '../../shared/kit/card.js'
import { useImports } from '../features/imports/api/imports.js'
import { ImportTable } from '../features/imports/components/import-table.js'
import { UploadCard } from '../features/imports/components/upload-card.js'
import { copy } from '../features/imports/copy.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { usePages } from '../kit/use-pages.js'

export default function ImportsPage() {
  const navigate = useNavigate()
  const pages = usePages('')
  const imports = useImports(pages.cursor)
  const open = (importId: string) => void navigate(`/customers/imports/${importId}`)
  return (
    <>
      <PageHead title={copy.title} sub={copy.sub} />
      <div className="stack">
        <UploadCard onUploaded={open} />
        <Card title={copy.history}>
          <ImportTable
            rows={imports.data?.items}
            error={imports.error}
            retry={() => void imports.refetch()}
            onOpen={open}
          />
          <Pager pages={pages} nextCursor={imports.data?.nextCursor} />
        </Card>
      </div>
    </>
  )
}
