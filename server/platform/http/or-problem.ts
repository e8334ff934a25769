import { AppError, type ErrorTable, type Result } from '../errors/index.js'

/**
 * The value of a result, or the refusal thrown as a problem response with the status of its code.
 * Giving the module's table makes the compiler check that every code of the refusal stands in it.
 */
export function orProblem<Value, Code extends string>(
  result: Result<Value, Code>,
  table?: ErrorTable<Code>,
): Value {
  if (result.ok) {
    return result.value
  }
  const retriable = table?.[result.code]?.retriable ?? false
  throw new AppError(result.code, { retriable, detail: result.detail })
}
