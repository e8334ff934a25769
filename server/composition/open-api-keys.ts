import { equalInConstantTime } from '../platform/crypto/index.js'
import type { OpenApiCaller } from '../platform/http/index.js'

/**
 * Recognises the keys of OPEN_API_KEYS: all scopes, trusted, any source (contract.md 4). Every key is compared, so that
 * the time of the answer tells nothing.
 */
export function openApiAuthenticator(keys: ReadonlyMap<string, string>, scopes: readonly string[]) {
  return (given: string): Promise<OpenApiCaller | null> => {
    const [name] = [...keys]
      .filter(([, key]) => equalInConstantTime(key, given))
      .map(([found]) => found)
    return Promise.resolve(
      name === undefined ? null : { name, scopes, trusted: true, sources: null },
    )
  }
}
