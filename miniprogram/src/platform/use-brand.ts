import { useEffect, useState } from 'react'
import { lastBrandName, miniConfig } from './config'

/** The brand's name; the last one seen until the server has answered. */
export function useBrand(): string {
  const [name, setName] = useState(lastBrandName)
  useEffect(() => {
    miniConfig().then(
      (config) => setName(config.brandName),
      () => undefined, // only a name: the screen's own calls report the failure
    )
  }, [])
  return name
}
