import { authorized, type PersonExport } from '../../../platform/api'
import { useResource } from '../../../platform/api/use-resource'

const getExport = (): Promise<PersonExport> => authorized<PersonExport>('/mini/v1/me/export')

/** Everything that the brand keeps about this customer, once logged in. */
export const useExport = ({ ready }: { ready: boolean }) =>
  useResource(ready ? 'export' : null, getExport)
