import { useRef } from 'react'

const KEY_BYTES = 16

/**
 * The key of one attempt to create something: the same while it is retried, a new one after `renew()`.
 * (randomUUID only exists on https and localhost, so the bytes are drawn here.)
 */
export function useIdempotencyKey(): { current: () => string; renew: () => void } {
  const key = useRef<string | null>(null)
  return {
    current: () => (key.current ??= newKey()),
    renew: () => {
      key.current = null
    },
  }
}

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
