import { request } from './api/request'
import type { MiniConfig } from './api/types'
import { read, write } from './storage'

let loading: Promise<MiniConfig> | null = null

/** What this deployment is: asked once, asked again after a failure. */
export function miniConfig(): Promise<MiniConfig> {
  loading ??= request<MiniConfig>('/mini/v1/config').then(
    (config) => {
      write('brand', config.brandName)
      return config
    },
    (error) => {
      loading = null
      throw error
    },
  )
  return loading
}

/** The brand's name as last seen, for the first frame. */
export const lastBrandName = (): string =>
  read('brand', (stored) => (typeof stored === 'string' ? stored : null)) ?? ''
