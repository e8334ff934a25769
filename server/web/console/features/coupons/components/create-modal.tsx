import { App, Form, Input, InputNumber, Modal, Radio, Select, Switch } from 'antd'
import { moneyText } from '../../../../shared/format/money.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { useCreateTemplate } from '../api/templates.js'
import { copy, errors } from '../copy.js'
import { isAmount, mostFen, newTemplate, NEW, type Fields } from '../new-template.js'

export type ProductOption = {
  productId: string
  name: string
  skus: readonly { skuId: string; name: string }[]
}
type Props = { open: boolean; products: readonly ProductOption[]; onClose: () => void }

const WIDTH = 560

/** Form of a new coupon: what it takes off, for what, how long, and what all of them may cost. */
export function CreateModal({ open, products, onClose }: Props) {
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const create = useCreateTemplate()
  const submit = (fields: Fields) =>
    create.mutate(newTemplate(fields), {
      onSuccess: ({ name }) => {
        void message.success(copy.created(name))
        form.resetFields()
        onClose()
      },
    })
  return (
    <Modal
      open={open}
      destroyOnHidden
      title={copy.create}
      okText={copy.saveNew}
      cancelText={copy.cancel}
      confirmLoading={create.isPending}
      onOk={form.submit}
      onCancel={onClose}
      width={WIDTH}
    >
      <Form
        name="new-coupon"
        form={form}
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        initialValues={NEW}
        onFinish={submit}
      >
        <Terms products={products} />
        <Limits />
      </Form>
      {create.isError && (
        <p className="bad" role="alert">
          {sentenceOf(create.error, errors)}
        </p>
      )}
    </Modal>
  )
}

const yuan = (isNeeded: boolean) => [
  {
    validator: (_: unknown, typed: string | undefined) =>
      isAmount(typed, isNeeded) ? Promise.resolve() : Promise.reject(new Error(copy.amountWrong)),
  },
]
const whole = [{ required: true, message: copy.numberWrong }]
const SHORT = { width: 160 }

function Terms({ products }: Pick<Props, 'products'>) {
  const kind = Form.useWatch<Fields['kind'] | undefined>('kind') ?? 'amount'
  return (
    <>
      <Form.Item
        name="name"
        label={copy.name}
        rules={[{ required: true, whitespace: true, message: copy.nameMissing }]}
      >
        <Input placeholder={copy.nameHint} maxLength={30} />
      </Form.Item>
      <Form.Item name="kind" label={copy.kind}>
        <Radio.Group
          options={(['amount', 'percent', 'gift'] as const).map((value) => ({
            value,
            label: copy.kinds[value],
          }))}
        />
      </Form.Item>
      {kind === 'amount' && (
        <Form.Item name="off" label={copy.off} rules={yuan(true)}>
          <Input inputMode="decimal" prefix="¥" style={SHORT} maxLength={9} />
        </Form.Item>
      )}
      {kind === 'percent' && (
        <>
          <Form.Item name="percent" label={copy.percent} extra={copy.percentHint} rules={whole}>
            <InputNumber min={1} max={100} precision={0} suffix="%" style={SHORT} />
          </Form.Item>
          <Form.Item name="cap" label={copy.cap} extra={copy.capHint} rules={yuan(false)}>
            <Input inputMode="decimal" prefix="¥" style={SHORT} maxLength={9} />
          </Form.Item>
        </>
      )}
      {kind === 'gift' && (
        <Form.Item
          name="skuId"
          label={copy.gift}
          rules={[{ required: true, message: copy.giftHint }]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={copy.giftHint}
            options={products.flatMap(({ name, skus }) =>
              skus.map((sku) => ({ value: sku.skuId, label: `${name} ${sku.name}` })),
            )}
          />
        </Form.Item>
      )}
      <Form.Item
        name="threshold"
        label={copy.threshold}
        extra={copy.thresholdHint}
        rules={yuan(false)}
      >
        <Input inputMode="decimal" prefix="¥" style={SHORT} maxLength={9} />
      </Form.Item>
      <Form.Item name="productIds" label={copy.scope}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={copy.scopeHint}
          maxCount={50}
          options={products.map(({ productId, name }) => ({ value: productId, label: name }))}
        />
      </Form.Item>
      <Form.Item
        name="coversVouchers"
        label={copy.coversVouchers}
        valuePropName="checked"
        layout="horizontal"
        colon={false}
      >
        <Switch />
      </Form.Item>
    </>
  )
}

function Limits() {
  const fields = Form.useWatch<Fields | undefined>([])
  const most = mostFen(fields ?? NEW)
  return (
    <>
      <Form.Item name="days" label={copy.days} rules={whole}>
        <InputNumber min={1} max={366} precision={0} style={SHORT} />
      </Form.Item>
      <Form.Item
        name="budgetCount"
        label={copy.budgetCount}
        rules={whole}
        extra={most === null ? undefined : copy.willCost(moneyText(most))}
      >
        <InputNumber min={1} max={1_000_000} precision={0} style={SHORT} />
      </Form.Item>
      <Form.Item
        name="budget"
        label={copy.budgetFen}
        extra={copy.budgetFenHint}
        rules={yuan(false)}
      >
        <Input inputMode="decimal" prefix="¥" style={SHORT} maxLength={10} />
      </Form.Item>
      <Form.Item name="perCustomer" label={copy.perCustomer} rules={whole}>
        <InputNumber min={1} max={99} precision={0} style={SHORT} />
      </Form.Item>
      <Form.Item
        name="isTakeable"
        label={copy.takeableLabel}
        valuePropName="checked"
        layout="horizontal"
        colon={false}
      >
        <Switch />
      </Form.Item>
    </>
  )
}
