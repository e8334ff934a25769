import type { z } from 'zod'
import { invariant } from '../../platform/errors/index.js'
import { CallFailed } from '../../platform/http-client/index.js'
import { normalCode } from './wechat-pay.codes.js'

/** An answer in its expected shape; the error names fields, never their content. */
export function parse<Schema extends z.ZodType>(schema: Schema, api: string, data: unknown) {
  const parsed = schema.safeParse(data)
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`)
    throw unexpected(api, new Error(issues.join('; ')))
  }
  return parsed.data
}

export function unexpected(api: string, cause: Error): CallFailed {
  const options = { api, effect: 'unknown', retriable: false, cause } as const
  return new CallFailed('wechat-pay-answer-unexpected', options)
}

/** The call's answer, or which of these error codes (without underscores) it failed with. */
export async function orCode<Answer, Code extends string>(
  call: Promise<Answer>,
  codes: readonly Code[],
): Promise<{ answer: Answer } | { code: Code }> {
  try {
    return { answer: await call }
  } catch (error) {
    const failed = error instanceof CallFailed ? normalCode(error.platformCode ?? '') : ''
    const code = codes.find((one) => one === failed)
    if (code === undefined) {
      throw error
    }
    return { code }
  }
}

/** The library writes the number into an address as it is. */
export function checkedNumber(outTradeNo: string): string {
  invariant(/^[\w\-*]{6,32}$/.test(outTradeNo), 'an order number that WeChat Pay does not take')
  return outTradeNo
}
