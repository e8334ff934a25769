import { AppError } from '../../platform/errors/index.js'
import { isDuplicateKey } from '../../platform/mongo/index.js'

/** Others may have changed what a batch was decided on; it is gathered anew so often. */
const MAX_ATTEMPTS = 5

/** Does a batch again while others were faster; throws what the last attempt has met. */
export async function patiently<Value>(
  attempt: (isFirst: boolean) => Promise<Value>,
): Promise<Value> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(tries === 1)
    } catch (error) {
      if (tries >= MAX_ATTEMPTS || !hasMovedOn(error)) {
        throw error
      }
    }
  }
}

const hasMovedOn = (error: unknown): boolean =>
  isDuplicateKey(error) || (error instanceof AppError && error.code.endsWith('moved-on'))
