/** An answer that is not 2xx, or none at all (`status` 0, code `network-unreachable` or `answer-too-late`). */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly code: string
  readonly requestId: string | undefined
  readonly fields: readonly { field: string; rule: string }[]

  constructor(status: number, body: ProblemBody, cause?: unknown) {
    super(body.code ?? `http-${status}`, { cause })
    this.status = status
    this.code = body.code ?? `http-${status}`
    this.requestId = body.requestId
    this.fields = body.errors ?? []
  }
}

type ProblemBody = {
  code?: string | undefined
  requestId?: string | undefined
  errors?: { field: string; rule: string }[] | undefined
}

type Answer<T> = { data?: T; error?: unknown; response: Response }

/** The body of a 2xx answer; anything else throws a `Problem`. */
export async function unwrap<T>(pending: Promise<Answer<T>>): Promise<T> {
  const answer = await pending.catch((cause: unknown) => {
    const isLate = cause instanceof DOMException && cause.name === 'TimeoutError'
    throw new Problem(0, { code: isLate ? 'answer-too-late' : 'network-unreachable' }, cause)
  })
  if (!answer.response.ok) {
    throw new Problem(answer.response.status, problemBody(answer.error))
  }
  return answer.data as T
}

export function requestIdOf(error: unknown): string | undefined {
  return error instanceof Problem ? error.requestId : undefined
}

export function isNotLoggedIn(error: unknown): boolean {
  return error instanceof Problem && error.status === 401
}

function problemBody(error: unknown): ProblemBody {
  return typeof error === 'object' && error !== null ? error : {}
}
