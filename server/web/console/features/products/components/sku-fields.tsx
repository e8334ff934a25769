import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input } from 'antd'
import type { Sku } from '../api/products.js'
import { copy } from '../copy.js'
import { PriceHistory } from './price-history.js'
import { isCompared, isPrice, isStock } from './product-fields.js'
import styles from './product-form.module.css'
import { StockCell } from './stock-cell.js'

const MOST = 50
const CODE = /^[0-9A-Za-z._-]{1,40}$/

type Props = { skus: readonly Sku[]; mayStock: boolean }

/** One line per SKU. Stock is typed for a new one and changed with a reason for one that exists. */
export function SkuFields({ skus, mayStock }: Props) {
  return (
    <section className={styles.skus}>
      <h3>{copy.skus}</h3>
      <p className={styles.skuhead} aria-hidden="true">
        <span>{copy.skuName}</span>
        <span>{copy.skuCode}</span>
        <span>{copy.skuPrice}</span>
        <span>{copy.skuStock}</span>
        <span>{copy.compared}</span>
        <span>{copy.comparedBase}</span>
      </p>
      <Form.List name="skus">
        {(fields, { add, remove }) => (
          <>
            {fields.map((field) => (
              <Line
                key={field.key}
                index={field.name}
                skus={skus}
                mayStock={mayStock}
                onRemove={fields.length > 1 ? () => remove(field.name) : undefined}
              />
            ))}
            {fields.length < MOST && (
              <Button
                size="small"
                icon={<PlusOutlined />}
                onClick={() => add({ name: '', price: '', code: '', stock: '' })}
              >
                {copy.addSku}
              </Button>
            )}
            <p className="mut sm">{copy.comparedHint}</p>
          </>
        )}
      </Form.List>
    </section>
  )
}

type LineProps = Props & { index: number; onRemove: (() => void) | undefined }

function Line({ index, skus, mayStock, onRemove }: LineProps) {
  const skuId: unknown = Form.useWatch(['skus', index, 'skuId'])
  const stored = skus.find((sku) => sku.skuId === skuId)
  return (
    <div className={styles.sku}>
      <Form.Item name={[index, 'skuId']} hidden>
        <Input type="hidden" />
      </Form.Item>
      <Text index={index} name="name" label={copy.skuName} max={40} rule={nameRule} />
      <Text index={index} name="code" label={copy.skuCode} max={40} rule={codeRule} />
      <Text index={index} name="price" label={copy.skuPrice} max={10} rule={priceRule} />
      {stored === undefined ? (
        <Text
          index={index}
          name="stock"
          label={copy.skuStock}
          max={7}
          rule={stockRule}
          hint={copy.unlimited}
        />
      ) : (
        <StockCell sku={stored} mayStock={mayStock} />
      )}
      <span>
        <Text
          index={index}
          name="compared"
          label={copy.compared}
          max={10}
          rule={comparedRule}
          hint={copy.compared}
        />
        {stored !== undefined && <PriceHistory sku={stored} />}
      </span>
      <Text
        index={index}
        name="comparedBase"
        label={copy.comparedBase}
        max={20}
        rule={anyRule}
        hint={copy.comparedBaseHint}
      />
      <Button
        type="text"
        icon={<DeleteOutlined />}
        aria-label={copy.removeSku}
        disabled={onRemove === undefined}
        onClick={onRemove}
      />
    </div>
  )
}

type Rule = { validator: (rule: unknown, value: string | undefined) => Promise<void> }
type TextProps = {
  index: number
  name: string
  label: string
  max: number
  rule: Rule
  hint?: string
}

function Text({ index, name, label, max, rule, hint }: TextProps) {
  return (
    <Form.Item name={[index, name]} rules={[rule]}>
      <Input aria-label={`${label} ${index + 1}`} maxLength={max} placeholder={hint} />
    </Form.Item>
  )
}

const check = (holds: (value: string) => boolean, message: string): Rule => ({
  validator: async (_rule, value) => {
    if (!holds(value ?? '')) {
      throw new Error(message)
    }
  },
})
const nameRule = check((value) => value.trim() !== '', copy.needSkuName)
const codeRule = check((value) => CODE.test(value.trim()), copy.needCode)
const priceRule = check(isPrice, copy.needPrice)
const comparedRule = check(isCompared, copy.needPrice)
const anyRule = check(() => true, '')
const stockRule = check(isStock, copy.needStock)
