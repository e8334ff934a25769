import { PlusOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { sentenceOf } from '../../shared/http/sentences.js'
import { Empty } from '../../shared/states/empty.js'
import { useProductOptions } from '../features/coupons/api/products.js'
import { useStopTemplate, useTemplates, type Template } from '../features/coupons/api/templates.js'
import { CreateModal } from '../features/coupons/components/create-modal.js'
import { DeliveryFeeCard } from '../features/coupons/components/delivery-fee-card.js'
import { TemplateTable } from '../features/coupons/components/template-table.js'
import { copy, errors } from '../features/coupons/copy.js'
import { useMay } from '../features/session/api/current-session.js'
import { PageHead } from '../kit/page-head.js'
import { Pager } from '../kit/pager.js'
import { useFilters } from '../kit/use-filters.js'
import { usePages } from '../kit/use-pages.js'

/** Coupons with what they cost, and what a parcel costs. */
export default function CouponsPage() {
  const filters = useFilters(['new'])
  const pages = usePages('')
  const templates = useTemplates(pages.cursor)
  const products = useProductOptions()
  const mayWrite = useMay('coupons.write')
  const askToStop = useAskToStop()
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
        <TemplateTable
          rows={templates.data?.items}
          error={templates.error}
          retry={() => void templates.refetch()}
          onStop={mayWrite ? askToStop : undefined}
          empty={
            <Empty
              action={
                mayWrite && (
                  <Button size="small" onClick={create}>
                    {copy.create}
                  </Button>
                )
              }
            >
              {copy.none}
            </Empty>
          }
        />
        <Pager pages={pages} nextCursor={templates.data?.nextCursor} />
      </section>
      <DeliveryFeeCard mayWrite={mayWrite} />
      <CreateModal
        open={mayWrite && filters.values.new !== undefined}
        products={products.data ?? []}
        onClose={() => filters.set({ new: undefined })}
      />
    </>
  )
}

/** Says what will change, then stops it. */
function useAskToStop() {
  const { modal, message } = App.useApp()
  const stop = useStopTemplate()
  return ({ templateId, name }: Template) =>
    void modal.confirm({
      title: copy.stopTitle(name),
      content: copy.stopText,
      okText: copy.stop,
      cancelText: copy.cancel,
      onOk: () =>
        stop.mutateAsync(templateId).then(
          () => message.success(copy.stopped(name)),
          (error: unknown) => message.error(sentenceOf(error, errors)),
        ),
    })
}
