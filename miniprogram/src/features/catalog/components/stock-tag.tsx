import { Text } from '@tarojs/components'

/** `soldOut` is grey, the rest amber: a state, so never the brand's colour. */
export function StockTag({ words, soldOut }: { words: string | null; soldOut: boolean }) {
  if (words === null) {
    return null
  }
  return <Text className={`stock ${soldOut ? 'stock-out' : 'stock-few'}`}>{words}</Text>
}
