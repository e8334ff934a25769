import { equalInConstantTime } from '../platform/crypto/index.js'
import type { OpenApiCaller } from '../platform/http/index.js'

type Deps = Readonly<{
  /** OPEN_API_KEYS: all scopes, trusted, any source (contract.md 4). */
  given: ReadonlyMap<string, string>
  scopes: readonly string[]
  /** Keys that were made in the console. */
  made(key: string): Promise<OpenApiCaller | null>
}>

/**
 * Recognises the keys of the open API. Those of OPEN_API_KEYS are all compared, so that the time of the answer tells
 * nothing, and cost no read; the others are looked up by their hash at each request: a revoked one is out at once.
 */
export function openApiAuthenticator({ given, scopes, made }: Deps) {
  return async (key: string): Promise<OpenApiCaller | null> => {
    const [name] = [...given]
      .filter(([, known]) => equalInConstantTime(known, key))
      .map(([found]) => found)
    return name === undefined ? await made(key) : { name, scopes, trusted: true, sources: null }
  }
}
