import { asText, read, remove, write } from '../storage'
import { toProblem } from './problem'

/**
 * Sends under an Idempotency-Key that survives reloads: the same `scope` and body get the same key
 * until the outcome is known, so that pressing again after a lost answer cannot do it twice.
 */
export async function attempt<Answer>(
  { scope, body }: { scope: string; body: object },
  send: (idempotencyKey: string) => Promise<Answer>,
): Promise<Answer> {
  const slot = `attempt.${scope}`
  const fingerprint = JSON.stringify(body)
  const key = keyFor(slot, fingerprint)
  try {
    const answer = await send(key)
    remove(slot)
    return answer
  } catch (error) {
    if (!toProblem(error).outcomeUnknown) {
      remove(slot)
    }
    throw error
  }
}

function keyFor(slot: string, fingerprint: string): string {
  const stored = read(slot, asText)
  const [storedKey, storedFor] = stored === null ? [] : splitOnce(stored)
  if (storedKey !== undefined && storedFor === fingerprint) {
    return storedKey
  }
  const key = randomKey()
  write(slot, `${key} ${fingerprint}`)
  return key
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf(' ')
  return [text.slice(0, at), text.slice(at + 1)]
}

/** 32 characters; WeChat has no `crypto`, and this only has to differ, not to be secret. */
function randomKey(): string {
  const part = () => Math.random().toString(36).slice(2, 13).padEnd(11, '0')
  return (Date.now().toString(36).padStart(10, '0') + part() + part()).slice(0, 32)
}
