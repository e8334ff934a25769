import { authorized, type Price, type PriceQuestion } from '../../../platform/api'
import { useResource } from '../../../platform/api/use-resource'

/** What these units would cost now, by the server; asked anew whenever the question changes. `ready`: logged in. */
export function usePrice(question: PriceQuestion, { ready }: { ready: boolean }) {
  const key = ready ? JSON.stringify(question) : null
  return useResource(key, () =>
    authorized<Price>('/mini/v1/cart/price', { method: 'POST', body: question }),
  )
}
