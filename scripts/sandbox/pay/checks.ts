import { createHash } from 'node:crypto'
import { paramError } from './errors.js'

const MAX_NOTIFY_URL_CHARS = 255

/** The text, or PARAM_ERROR when it has more characters. */
export function sized(text: string, field: string, limit: number): string {
  if ([...text].length > limit) {
    throw paramError(field, `长度超过${limit}`, text)
  }
  return text
}

/** https without a query; plain http only to loopback, which no real platform would reach. */
export function notifyUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '')
  const allowed = url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback)
  if (!allowed || text.includes('?') || text.length > MAX_NOTIFY_URL_CHARS) {
    throw paramError('notify_url', '通知地址不符合规则', text)
  }
  return text
}

/** Equal for equal parameters, whatever the order in which they were written. */
export function fingerprint(kind: string, body: unknown): string {
  return createHash('sha256')
    .update(`${kind}${canonical(body)}`)
    .digest('hex')
}

/** JSON with sorted names: equal whatever the order in which they were written. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`
  }
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value)
  }
  const names = Object.keys(value).sort()
  return `{${names
    .map((name) => `${JSON.stringify(name)}:${canonical((value as Record<string, unknown>)[name])}`)
    .join(',')}}`
}
