import { z } from 'zod'
import type { ErrorTable } from '../errors/index.js'
import { httpErrors } from './http.errors.js'

export const PROBLEM_TYPE = 'application/problem+json'

/** The body of every error. A 5xx has no `detail`. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    requestId: z.string(),
    errors: z.array(z.object({ field: z.string(), rule: z.string() })).optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.output<typeof Problem>

type Options<Status extends number> = Readonly<{ status?: Status }>

/**
 * The `schema.response` of a route: its view under `status` (200 unless told), and one problem document per status of
 * the named refusals. Refusals are thrown (`orProblem`), so the type lets a handler return the view only.
 */
export function answers<View extends z.ZodType, Code extends string, Status extends number = 200>(
  view: View,
  errors: ErrorTable<Code>,
  codes: readonly NoInfer<Code>[] = [],
  options: Options<Status> = {},
): Record<Status, View> {
  const refusals = codes.map((code) => ({ code, ...errors[code] }))
  const common = ['request-invalid', 'internal-error'] as const
  const all = [...common.map((code) => ({ code, ...httpErrors[code] })), ...refusals]
  const byStatus = new Map<number, string[]>()
  for (const { status, code } of all) {
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  const problems = [...byStatus].map(([status, names]) => [status, problemAnswer(names)] as const)
  return { ...Object.fromEntries(problems), [options.status ?? 200]: view } as Record<Status, View>
}

function problemAnswer(codes: readonly string[]) {
  return { description: codes.join(', '), content: { [PROBLEM_TYPE]: { schema: Problem } } }
}

/** The view of an answer without a body: `answers(NO_CONTENT, errors, [], { status: 204 })`. */
export const NO_CONTENT = z.undefined().meta({ description: 'no content' })
