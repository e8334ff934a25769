import Taro from '@tarojs/taro'
import { noteServerDate } from '../server-time'
import { Problem, problemFrom } from './problem'

const TIMEOUT_MS = 15_000

export type Call = {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  body?: object
  token?: string | null
  idempotencyKey?: string
}

/**
 * One HTTP request. Throws a Problem: `network` when no answer arrived, else what the server said.
 * `path` starts with `/mini/v1`; its query is already encoded.
 */
export async function request<Answer>(path: string, call: Call = {}): Promise<Answer> {
  const answer = await send(path, call)
  noteServerDate(headerOf(answer.header, 'date'))
  if (answer.statusCode >= 400) {
    throw problemFrom(answer.statusCode, answer.data)
  }
  return answer.data as Answer
}

async function send(path: string, { method = 'GET', body, token, idempotencyKey }: Call) {
  // WeChat says application/json even of nothing, which the server refuses: so never send nothing.
  const data = method === 'GET' ? undefined : (body ?? {})
  try {
    return await Taro.request<unknown>({
      url: (process.env.API_BASE ?? '') + path,
      method,
      timeout: TIMEOUT_MS,
      ...(data === undefined ? {} : { data }),
      header: {
        ...(data === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
    })
  } catch {
    throw new Problem('network')
  }
}

// WeChat keeps the server's spelling of header names, browsers write them small.
function headerOf(header: object | undefined, name: string): string | null {
  for (const [key, value] of Object.entries(header ?? {})) {
    if (key.toLowerCase() === name && typeof value === 'string') {
      return value
    }
  }
  return null
}
