import { Button, Form, Input, Select } from 'antd'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import type { Product, Sku } from '../api/products.js'
import { copy, errors, kinds } from '../copy.js'
import { PicturesField } from './pictures-field.js'
import type { May } from './product-drawer.js'
import type { Fields } from './product-fields.js'
import styles from './product-form.module.css'
import { SkuFields } from './sku-fields.js'
import { VoucherTermsFields } from './voucher-terms-fields.js'

export type StoreOption = { value: string; label: string }

type Props = {
  initial: Fields
  /** As stored, to show and change their stock; none for a new product. */
  skus: readonly Sku[]
  may: May
  isNew?: boolean
  stores: readonly StoreOption[]
  isSaving: boolean
  error: unknown
  onSave: (fields: Fields) => void
  onCancel: () => void
}

const KINDS = Object.keys(kinds) as Product['kind'][]

export function ProductForm(props: Props) {
  const { initial, skus, may, isNew = false, stores, isSaving, error, onSave, onCancel } = props
  return (
    <Form<Fields>
      name="product"
      layout="vertical"
      requiredMark={false}
      initialValues={initial}
      disabled={!may.write}
      onFinish={onSave}
      className={styles.form}
    >
      <BasicFields isNew={isNew} mayWrite={may.write} stores={stores} />
      <TermsOfKind />
      <SkuFields skus={skus} mayStock={may.stock} />
      {error !== null && (
        <p className="bad" role="alert">
          {sentenceOf(error, errors)}
        </p>
      )}
      <div className={styles.actions}>
        <Button type="primary" htmlType="submit" loading={isSaving}>
          {copy.save}
        </Button>
        <Button onClick={onCancel} disabled={false}>
          {copy.cancel}
        </Button>
      </div>
    </Form>
  )
}

function TermsOfKind() {
  const kind = Form.useWatch<Product['kind'] | undefined>('kind')
  return kind === 'voucher' ? <VoucherTermsFields /> : null
}

type BasicProps = { isNew: boolean; mayWrite: boolean; stores: readonly StoreOption[] }

function BasicFields({ isNew, mayWrite, stores }: BasicProps) {
  return (
    <>
      <Form.Item
        name="name"
        label={copy.name}
        rules={[{ required: true, whitespace: true, message: copy.needName }]}
      >
        <Input maxLength={60} />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item
          name="category"
          label={copy.category}
          rules={[{ required: true, whitespace: true, message: copy.needCategory }]}
        >
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item
          name="kind"
          label={copy.kind}
          rules={[{ required: true, message: copy.needKind }]}
        >
          <Select
            disabled={!isNew || !mayWrite}
            options={KINDS.map((kind) => ({ value: kind, label: kinds[kind] }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="stores" label={copy.stores}>
        <Select
          mode="multiple"
          placeholder={copy.allStores}
          showSearch={{ optionFilterProp: 'label' }}
          options={[...stores]}
        />
      </Form.Item>
      <Form.Item name="description" label={copy.description}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
      <Form.Item name="pictures" label={copy.pictures} extra={copy.picturesHint}>
        <PicturesField disabled={!mayWrite} />
      </Form.Item>
    </>
  )
}
