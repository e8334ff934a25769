import { authorized, type Erasure } from '../../../platform/api'
import { useResource } from '../../../platform/api/use-resource'

const PATH = '/mini/v1/me/erasure'

const getErasure = (): Promise<Erasure> => authorized<Erasure>(PATH)

/** What the customer has asked for, once logged in. */
export const useErasure = ({ ready }: { ready: boolean }) =>
  useResource(ready ? 'erasure' : null, getErasure)

/** Asks for everything to be erased after the cooling-off; may be repeated. */
export const askErasure = (): Promise<Erasure> =>
  authorized<Erasure>(PATH, { method: 'POST', body: {} })

/** Calls it back while it waits. */
export const cancelErasure = (): Promise<unknown> => authorized<unknown>(PATH, { method: 'DELETE' })
