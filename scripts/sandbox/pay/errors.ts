/** A refusal of WeChat Pay: HTTP status, code and message, with `detail` where the real one has it. */
export class PayError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly detail?: object,
  ) {
    super(message)
  }

  body(): object {
    const { code, message, detail } = this
    return detail === undefined ? { code, message } : { code, message, detail }
  }
}

/** 400 PARAM_ERROR that names the field. */
export const paramError = (field: string, issue: string, value?: unknown) =>
  new PayError(400, 'PARAM_ERROR', '参数错误', {
    field: `/${field}`,
    value: value ?? '',
    issue,
    location: 'body',
  })
