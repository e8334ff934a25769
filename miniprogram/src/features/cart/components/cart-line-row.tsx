import { Text, View } from '@tarojs/components'
import { Action, Money, Picture } from '../../../platform/ui'
import { MOST_UNITS } from '../cart'
import { copy } from '../copy'
import { mostOf, type CartLine } from '../lines'
import { Stepper } from './stepper'

type Props = { line: CartLine; least?: number; onChange: (qty: number) => void }

/** A line of the cart: what, how many, how much, and what is wrong with it. */
export function CartLineRow({ line, least, onChange }: Props) {
  const { entry, product, sku, trouble } = line
  const name = product?.name ?? copy.gone
  const orderable = trouble === null || trouble === 'too-many'
  return (
    <View className="cart-line">
      <Picture
        className={`cart-line-picture ${orderable ? '' : 'cart-line-faded'}`}
        {...(product ?? { name })}
      />
      <View className="cart-line-text">
        <Text className="cart-line-name one-line">{name}</Text>
        <Text className="cart-line-sku one-line">{sku?.name ?? ''}</Text>
        <Trouble line={line} />
      </View>
      <View className="cart-line-side">
        {sku !== null && <Money className="money-ink" fen={line.amountFen} size="s" />}
        {orderable ? (
          <Stepper
            name={name}
            qty={entry.qty}
            least={least}
            most={sku === null ? MOST_UNITS : mostOf(sku)}
            onChange={onChange}
          />
        ) : (
          <Action kind="pill" label={copy.removeOne(name)} onPress={() => onChange(0)}>
            {copy.remove}
          </Action>
        )}
      </View>
    </View>
  )
}

function Trouble({ line: { trouble, sku } }: { line: CartLine }) {
  const words = {
    gone: copy.gone,
    'sold-out': copy.soldOut,
    'too-many': copy.onlyLeft(sku?.available ?? 0),
  }
  return trouble === null ? null : <Text className="cart-line-trouble">{words[trouble]}</Text>
}
