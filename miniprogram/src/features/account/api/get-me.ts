import { authorized, type Me } from '../../../platform/api'
import { useResource } from '../../../platform/api/use-resource'

export const getMe = (): Promise<Me> => authorized<Me>('/mini/v1/me')

/** The customer's own data, once logged in. */
export const useMe = ({ ready }: { ready: boolean }) => useResource(ready ? 'me' : null, getMe)
