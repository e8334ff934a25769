import { Form, Input, Radio, Select } from 'antd'
import { useStoreOptions } from '../../../kit/store-options.js'
import { copy } from '../copy.js'
import styles from './product-form.module.css'
import { isWholeUpTo } from './voucher-terms.js'

const MOST_DAYS = 1095
const MOST_USES = 20
const rule = (isRight: (typed: string) => boolean, message: string) => ({
  validator: (_: unknown, typed: string = '') =>
    isRight(typed) ? Promise.resolve() : Promise.reject(new Error(message)),
})

/** What is promised with a voucher; codes that are sold already keep what was promised then. */
export function VoucherTermsFields() {
  const stores = useStoreOptions()
  const ends = Form.useWatch<string | undefined>(['voucher', 'ends'])
  return (
    <fieldset className={styles.terms}>
      <legend>{copy.terms}</legend>
      <div className={styles.pair}>
        <Form.Item name={['voucher', 'ends']} label={copy.termsEnd}>
          <Radio.Group
            options={[
              { value: 'days', label: copy.endsAfter },
              { value: 'day', label: copy.endsOn },
            ]}
          />
        </Form.Item>
        {ends === 'day' ? (
          <Form.Item
            name={['voucher', 'validUntilOn']}
            label={copy.lastDay}
            rules={[rule((typed) => typed !== '', copy.needLastDay)]}
          >
            <Input type="date" />
          </Form.Item>
        ) : (
          <Form.Item
            name={['voucher', 'validDays']}
            label={copy.days}
            rules={[rule(isWholeUpTo(MOST_DAYS), copy.needDays)]}
          >
            <Input inputMode="numeric" maxLength={4} />
          </Form.Item>
        )}
        <Form.Item
          name={['voucher', 'uses']}
          label={copy.uses}
          rules={[rule(isWholeUpTo(MOST_USES), copy.needUses)]}
        >
          <Input inputMode="numeric" maxLength={2} />
        </Form.Item>
        <Form.Item name={['voucher', 'storeCodes']} label={copy.termsStores}>
          <Select
            mode="multiple"
            placeholder={copy.everyStore}
            options={[...(stores.data ?? [])]}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
      </div>
      <Form.Item name={['voucher', 'atExpiry']} label={copy.atExpiry} extra={copy.atExpiryHint}>
        <Radio.Group
          options={[
            { value: 'refund', label: copy.refundAtExpiry },
            { value: 'lapse', label: copy.lapseAtExpiry },
          ]}
        />
      </Form.Item>
    </fieldset>
  )
}
