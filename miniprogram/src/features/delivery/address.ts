import type { Address } from '../../platform/api'
import { read, remove, write } from '../../platform/storage'

export type Way = 'pickup' | 'express'

export const NO_ADDRESS: Address = { name: '', phone: '', region: '', detail: '' }

/** The last address that was used on this device. */
export const lastAddress = (): Address => read('address', parse) ?? NO_ADDRESS

export const keepAddress = (address: Address): void => write('address', address)

/** Nothing of it stays on a device whose customer has logged out. */
export const forgetAddress = (): void => remove('address')

/** The address as it is sent; null while something is missing. */
export function completeAddress(typed: Address): Address | null {
  const trimmed = {
    name: typed.name.trim(),
    phone: typed.phone.replace(/[\s-]/g, ''),
    region: typed.region.trim(),
    detail: typed.detail.trim(),
  }
  const isWhole = trimmed.name !== '' && trimmed.region !== '' && trimmed.detail !== ''
  return isWhole && /^1[3-9]\d{9}$/.test(trimmed.phone) ? trimmed : null
}

function parse(stored: unknown): Address | null {
  const { name, phone, region, detail } = (stored ?? {}) as Partial<Record<string, unknown>>
  return typeof name === 'string' &&
    typeof phone === 'string' &&
    typeof region === 'string' &&
    typeof detail === 'string'
    ? { name, phone, region, detail }
    : null
}
