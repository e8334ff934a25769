import { Text } from '@tarojs/components'

/** `¥1,234.50`, for sentences and buttons. `fen`: an integer, not below zero. */
export function moneyText(fen: number): string {
  const [yuan, cents] = partsOf(fen)
  return `¥${yuan}.${cents}`
}

type Props = { fen: number; size?: 'l' | 'm' | 's'; from?: boolean; className?: string }

/** A price: small sign, large yuan, small decimals. `from`: there are dearer choices. */
export function Money({ fen, size = 'm', from = false, className = '' }: Props) {
  const [yuan, cents] = partsOf(fen)
  return (
    <Text className={`money money-${size} ${className}`}>
      <Text className="money-small">¥</Text>
      {yuan}
      <Text className="money-small">.{cents}</Text>
      {from && <Text className="money-from">起</Text>}
    </Text>
  )
}

function partsOf(fen: number): [string, string] {
  const yuan = String(Math.floor(fen / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  return [yuan, String(fen % 100).padStart(2, '0')]
}
