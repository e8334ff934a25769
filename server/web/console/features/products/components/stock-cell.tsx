import { App, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import type { Sku } from '../api/products.js'
import { useSetStock } from '../api/set-stock.js'
import { copy, errors } from '../copy.js'
import { isStock, stockOf } from './product-fields.js'
import styles from './product-form.module.css'

type Stock = Sku['stock']

/** How much is left, and the way to change it. */
export function StockCell({ sku, mayStock }: { sku: Sku; mayStock: boolean }) {
  const [open, setOpen] = useState(false)
  return (
    <div className={styles.stock}>
      <p>{stockText(sku.stock)}</p>
      {mayStock && (
        <button type="button" className="link small" onClick={() => setOpen(true)}>
          {copy.changeStock}
        </button>
      )}
      {open && <StockModal sku={sku} onClose={() => setOpen(false)} />}
    </div>
  )
}

function stockText(stock: Stock): string {
  return 'unlimited' in stock
    ? copy.unlimited
    : copy.stockLine(stock.available, stock.held, stock.sold)
}

type Fields = { total: string; reason: string }

function StockModal({ sku, onClose }: { sku: Sku; onClose: () => void }) {
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const stock = useSetStock()
  const total = 'unlimited' in sku.stock ? '' : String(sku.stock.total)
  const submit = (fields: Fields) =>
    stock.mutate(
      { skuId: sku.skuId, total: stockOf(fields.total), reason: fields.reason.trim() },
      {
        onSuccess: () => {
          void message.success(copy.saved)
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      width={400}
      title={copy.stockTitle(sku.name)}
      okText={copy.save}
      cancelText={copy.cancel}
      confirmLoading={stock.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        name="stock"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ total }}
        disabled={false}
        onFinish={submit}
      >
        <Form.Item
          name="total"
          label={copy.total}
          extra={copy.stockHint}
          rules={[{ validator: checkTotal }]}
        >
          <Input inputMode="numeric" maxLength={7} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={copy.reason}
          rules={[{ required: true, whitespace: true, message: copy.needReason }]}
        >
          <Input placeholder={copy.reasonHint} maxLength={200} />
        </Form.Item>
      </Form>
      {stock.isError && (
        <p className="bad" role="alert">
          {sentenceOf(stock.error, errors)}
        </p>
      )}
    </Modal>
  )
}

async function checkTotal(_rule: unknown, value: string | undefined): Promise<void> {
  if (!isStock(value)) {
    throw new Error(copy.needStock)
  }
}
