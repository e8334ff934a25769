import { Text } from '@tarojs/components'
import { moneyText } from '../../../platform/ui'
import { copy } from '../copy'

type Props = Readonly<{ comparedFen?: number; comparedBase?: string }>

/** The crossed-out price with what it is; nothing where there is none. */
export function ComparedPrice({ comparedFen, comparedBase }: Props) {
  if (comparedFen === undefined) {
    return null
  }
  return (
    <Text className="compared">
      {comparedBase ?? copy.lowestOfWeek}{' '}
      <Text className="compared-price">{moneyText(comparedFen)}</Text>
    </Text>
  )
}

type Priced = Readonly<{
  priceFromFen: number
  skus: readonly (Props & Readonly<{ priceFen: number }>)[]
}>

/** Of the SKU whose price is shown for the product. */
export const comparedOf = ({ priceFromFen, skus }: Priced): Props =>
  skus.find(({ priceFen }) => priceFen === priceFromFen) ?? {}
