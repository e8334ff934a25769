import { App, Button, Checkbox, Form, Input, InputNumber, Modal, Radio } from 'antd'
import { fenOfYuan, moneyText } from '../../../../shared/format/money.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import type { Order } from '../api/order.js'
import { useRefundOrder } from '../api/refund-order.js'
import { copy, errors, refundReasons } from '../copy.js'
import { itemsFen, refundPreview, unitsOf } from '../refund-preview.js'
import styles from './money.module.css'

const LONGEST_REASON = 80

type Props = { order: Order; onClose: () => void }
type Values = {
  how: 'whole' | 'part' | 'items'
  yuan?: string
  units?: number[]
  isRestocked?: boolean
  reason: string
}

/** All of the rest or a part, why, and what will happen, before it happens. */
export function RefundModal({ order, onClose }: Props) {
  const { message } = App.useApp()
  const [form] = Form.useForm<Values>()
  const how = Form.useWatch('how', form) ?? 'whole'
  const yuan = Form.useWatch('yuan', form) ?? ''
  const isRestocked = Form.useWatch('isRestocked', form) ?? false
  const refund = useRefundOrder(order.orderId, () => {
    void message.success(copy.refundDone)
    onClose()
  })
  const units = Form.useWatch('units', form) ?? []
  const wished = wishedFen(order, { how, yuan, units })
  const send = ({ isRestocked: back = false, reason, ...values }: Values) => {
    const isWhole = values.how === 'whole'
    refund.mutate({
      ...partOf(order, values),
      isRestocked: isWhole && back,
      reason: reason.trim(),
    })
  }
  return (
    <Modal
      open
      title={copy.refundTitle}
      okText={wished === null ? copy.refund : copy.refundOf(moneyText(wished))}
      cancelText={copy.cancel}
      confirmLoading={refund.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        name="refund"
        form={form}
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        initialValues={{ how: 'whole', isRestocked: false }}
        onFinish={send}
      >
        <Form.Item name="how" label={copy.refundHow}>
          <Radio.Group
            options={[
              { value: 'whole', label: copy.refundWhole(moneyText(order.refundableFen)) },
              { value: 'part', label: copy.refundPart },
              ...(order.items.every(({ skuId }) => skuId !== undefined)
                ? [{ value: 'items', label: copy.refundItems }]
                : []),
            ]}
          />
        </Form.Item>
        {how === 'part' && (
          <Form.Item
            name="yuan"
            label={copy.refundYuan}
            rules={[
              {
                validator: (_, typed: string | undefined) =>
                  amountOf(typed ?? '', order) === null
                    ? Promise.reject(new Error(copy.refundTooMuch(moneyText(order.refundableFen))))
                    : Promise.resolve(),
              },
            ]}
          >
            <Input inputMode="decimal" prefix="¥" style={{ width: 160 }} maxLength={10} />
          </Form.Item>
        )}
        {how === 'items' && <Units order={order} />}
        <Form.Item
          name="reason"
          label={copy.refundReason}
          extra={<Reasons onPick={(reason) => form.setFieldValue('reason', reason)} />}
          rules={[{ required: true, whitespace: true, message: copy.refundNeedReason }]}
        >
          <Input placeholder={copy.refundReasonHint} maxLength={LONGEST_REASON} />
        </Form.Item>
        {how === 'whole' && (
          <Form.Item name="isRestocked" valuePropName="checked">
            <Checkbox>{copy.restock(unitsOf(order))}</Checkbox>
          </Form.Item>
        )}
      </Form>
      {wished !== null && (
        <div className={styles.change} aria-live="polite">
          <h3>{copy.willHappen}</h3>
          <ul>
            {refundPreview(order, {
              amountFen: wished,
              isRestocked: how === 'whole' && isRestocked,
            }).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
      {refund.isError && (
        <p className="bad" role="alert">
          {sentenceOf(refund.error, errors)}
        </p>
      )}
    </Modal>
  )
}

/** How many of each line go back. */
function Units({ order }: { order: Order }) {
  return (
    <Form.Item label={copy.refundItemsHint}>
      {order.items.map(({ name, skuName, qty, refundedQty }, index) => (
        <div key={index} className={styles.units}>
          <span>
            {name} <span className="mut">{skuName}</span>
          </span>
          <span className="mut">{copy.left(qty - refundedQty)}</span>
          <Form.Item name={['units', index]} noStyle>
            <InputNumber
              aria-label={`${name} ${skuName ?? ''}`}
              min={0}
              max={qty - refundedQty}
              precision={0}
              style={{ width: 80 }}
            />
          </Form.Item>
        </div>
      ))}
    </Form.Item>
  )
}

type Wish = Pick<Values, 'how' | 'yuan' | 'units'>

/** What would go back; null: nothing that could. */
function wishedFen(order: Order, { how, yuan = '', units = [] }: Wish): number | null {
  if (how === 'whole') {
    return order.refundableFen
  }
  if (how === 'part') {
    return amountOf(yuan, order)
  }
  const fen = itemsFen(order, units)
  return fen < 1 || fen > order.refundableFen ? null : fen
}

function partOf(order: Order, { how, yuan = '', units = [] }: Wish) {
  if (how === 'whole') {
    return {}
  }
  const amountFen = amountOf(yuan, order)
  return how === 'part'
    ? amountFen === null
      ? {}
      : { amountFen }
    : {
        items: order.items.flatMap(({ skuId }, index) => {
          const qty = units[index] ?? 0
          return skuId === undefined || qty === 0 ? [] : [{ skuId, qty }]
        }),
      }
}

/** What is often the reason, to save the typing. */
function Reasons({ onPick }: { onPick: (reason: string) => void }) {
  return (
    <span className={styles.reasons} role="group" aria-label={copy.refundReasons}>
      {refundReasons.map((reason) => (
        <Button key={reason} size="small" onClick={() => onPick(reason)}>
          {reason}
        </Button>
      ))}
    </span>
  )
}

/** Fen of what was typed; null unless it may be given back. */
function amountOf(yuan: string, { refundableFen }: Order): number | null {
  const fen = fenOfYuan(yuan)
  return fen === null || fen < 1 || fen > refundableFen ? null : fen
}
