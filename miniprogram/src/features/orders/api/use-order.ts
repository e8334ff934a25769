import { useResource } from '../../../platform/api/use-resource'
import { getOrder } from './get-order'

/** One order, once the customer is logged in. */
export const useOrder = (orderId: string, { ready }: { ready: boolean }) =>
  useResource(ready ? orderId : null, () => getOrder(orderId))
