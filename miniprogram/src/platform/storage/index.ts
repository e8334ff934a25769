import Taro from '@tarojs/taro'

const PREFIX = 'huike.'

/** Reads what `write` stored. `parse` decides whether it still has the right shape (null: no). */
export function read<Value>(key: string, parse: (stored: unknown) => Value | null): Value | null {
  try {
    const text: unknown = Taro.getStorageSync(PREFIX + key)
    return typeof text === 'string' && text !== '' ? parse(JSON.parse(text)) : null
  } catch {
    return null // storage is a convenience: a broken entry counts as none
  }
}

/** Keeps a JSON value under a key; losing it must do no harm. */
export function write(key: string, value: unknown): void {
  try {
    Taro.setStorageSync(PREFIX + key, JSON.stringify(value))
  } catch {
    // full or forbidden storage: the value lives as long as the page
  }
}

export function remove(key: string): void {
  try {
    Taro.removeStorageSync(PREFIX + key)
  } catch {
    // nothing stored, nothing to remove
  }
}

export const asText = (stored: unknown): string | null =>
  typeof stored === 'string' ? stored : null
