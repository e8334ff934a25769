import { request } from 'undici'
import { AppError } from '../../platform/errors/index.js'

const TIMEOUT_MS = 5_000

/** A text message with a code in it; `validMs`: how long the code is good. */
type CodeMessage = Readonly<{ phone: string; code: string; validMs: number }>

/** Sends to the sandbox, which shows the message in place of a telephone. Throws `sms-unavailable`. */
export function sandboxSms(sandboxUrl: string) {
  return {
    async sendCode({ phone, code, validMs }: CodeMessage): Promise<void> {
      const text = `【回客】验证码 ${code}，${Math.round(validMs / 60_000)} 分钟内有效，请只报给为您服务的店员。`
      const answer = await request(`${sandboxUrl}/sms/send`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ phone, text }),
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
      }).catch(() => null)
      await answer?.body.dump()
      if (answer?.statusCode !== 200) {
        throw new AppError('sms-unavailable', { retriable: true })
      }
    },
  }
}
