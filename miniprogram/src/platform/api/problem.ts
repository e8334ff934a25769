/** What went wrong with a call: the code of the server's problem+json, or one of our own. */
export class Problem extends Error {
  /** `network`, `needs-wechat`, `not-logged-in`, or a code from the server. */
  readonly code: string
  /** 0 when no answer arrived. */
  readonly status: number
  readonly requestId: string | null

  constructor(code: string, { status = 0, requestId = null }: ProblemOptions = {}) {
    super(code)
    this.name = 'Problem'
    this.code = code
    this.status = status
    this.requestId = requestId
  }

  /** The request may have arrived, or may be sent again as it is: keep its Idempotency-Key. */
  get outcomeUnknown(): boolean {
    return this.status === 0 || this.status >= 500 || this.status === 429
  }
}

type ProblemOptions = { status?: number; requestId?: string | null }

/** Anything thrown, as a Problem. */
export function toProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem('unexpected')
}

/** The problem in an answer of the server, whatever its body is. */
export function problemFrom(status: number, body: unknown): Problem {
  const { code, requestId } = fieldsOf(body)
  return new Problem(code ?? `http-${status}`, { status, requestId })
}

function fieldsOf(body: unknown): { code: string | null; requestId: string | null } {
  const parsed = typeof body === 'string' ? parse(body) : body
  if (typeof parsed !== 'object' || parsed === null) {
    return { code: null, requestId: null }
  }
  const { code, requestId } = parsed as Record<string, unknown>
  return {
    code: typeof code === 'string' ? code : null,
    requestId: typeof requestId === 'string' ? requestId : null,
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
