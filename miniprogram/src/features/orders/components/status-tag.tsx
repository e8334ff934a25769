import { Text } from '@tarojs/components'
import type { OrderStatus } from '../../../platform/api'
import { statusWords } from '../copy'

const TONE: Readonly<Record<OrderStatus, 'warn' | 'ok' | 'quiet'>> = {
  'pending-payment': 'warn',
  paid: 'ok',
  preparing: 'ok',
  ready: 'ok',
  shipped: 'ok',
  completed: 'quiet',
  closed: 'quiet',
  'refund-pending': 'warn',
  refunded: 'quiet',
}

export function StatusTag({ status }: { status: OrderStatus }) {
  return <Text className={`tag tag-${TONE[status]}`}>{statusWords[status]}</Text>
}
