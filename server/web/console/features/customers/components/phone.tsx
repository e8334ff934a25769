import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons'
import { App } from 'antd'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import type { Customer } from '../api/customer.js'
import { useRevealPhones } from '../api/reveal-phones.js'
import { copy, errors } from '../copy.js'

type Props = { customer: Customer; mayReveal: boolean }

/** The masked number with an eye that shows it in clear; each look leaves a record. */
export function Phone({ customer, mayReveal }: Props) {
  const { message } = App.useApp()
  const reveal = useRevealPhones(customer.customerId)
  const masked = customer.phones.map((phone) => phone.masked)
  const shown = reveal.data?.phones.map((phone) => phone.value)
  if (masked.length === 0) {
    return <span>{copy.noPhone}</span>
  }
  const toggle = () =>
    shown === undefined
      ? reveal.mutate(undefined, {
          onError: (error) => void message.error(sentenceOf(error, errors)),
        })
      : reveal.reset()
  const label = mayReveal ? (shown === undefined ? copy.showPhone : copy.hidePhone) : copy.mayNot
  return (
    <span>
      {copy.phone} <b aria-live="polite">{(shown ?? masked).join('、')}</b>{' '}
      <button
        type="button"
        aria-label={label}
        title={label}
        disabled={reveal.isPending || !mayReveal}
        onClick={toggle}
      >
        {shown === undefined ? <EyeOutlined /> : <EyeInvisibleOutlined />}{' '}
        {shown === undefined ? copy.show : copy.hide}
      </button>
    </span>
  )
}
