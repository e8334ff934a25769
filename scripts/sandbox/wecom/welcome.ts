import type { WelcomeCode } from '../world/model.js'
import type { WecomApi, WecomCall } from './api.js'
import { WecomError } from './errors.js'

/** Life of a welcome code. Source: WeCom 92137. */
export const WELCOME_CODE_MS = 20_000
const MAX_TEXT_BYTES = 4_000
const MAX_ATTACHMENTS = 9
const KINDS = ['image', 'link', 'miniprogram', 'video', 'file']

function checkMessage(body: WecomCall['body']): { text: string; attachments: unknown[] } {
  const text = body.child('text').text('content')
  const attachments = body.children('attachments')
  if (text === '' && attachments.length === 0) {
    throw new WecomError(40063, 'text and attachments')
  }
  if (Buffer.byteLength(text) > MAX_TEXT_BYTES) {
    throw new WecomError(40058, `text.content exceed max length ${MAX_TEXT_BYTES}`)
  }
  if (attachments.length > MAX_ATTACHMENTS) {
    throw new WecomError(40058, `attachments exceed max length ${MAX_ATTACHMENTS}`)
  }
  if (attachments.some((one) => !KINDS.includes(one.text('msgtype')))) {
    throw new WecomError(40058, 'invalid attachments msgtype')
  }
  return { text, attachments: attachments.map((one) => one.raw()) }
}

/** 20 s, one delivery: 41050 unknown or too old, 41051 used or already chatting. */
function usableCode({ context: { world, clock }, body }: WecomCall): WelcomeCode {
  const code = world.welcomeCodes.get(body.text('welcome_code'))
  if (code === undefined || clock.now() - code.createdAt > WELCOME_CODE_MS) {
    throw new WecomError(41050)
  }
  if (code.state !== 'fresh') {
    throw new WecomError(41051)
  }
  return code
}

function send(call: WecomCall): object {
  const { world, clock, touch } = call.context
  const code = usableCode(call)
  const message = checkMessage(call.body)
  code.state = 'used'
  world.addMessage({
    id: `msg_${world.mint('message', { length: 16 })}`,
    at: clock.now(),
    welcomeCode: code.code,
    ageMs: clock.now() - code.createdAt,
    userid: code.userid,
    externalUserid: code.externalUserid,
    ...message,
  })
  touch()
  return {}
}

const sendWelcome: WecomApi = {
  method: 'POST',
  path: '/externalcontact/send_welcome_msg',
  run(call) {
    try {
      return send(call)
    } catch (error) {
      if (error instanceof WecomError) {
        const { world, clock } = call.context
        const welcomeCode = call.body.text('welcome_code')
        world.addRefusedMessage({ at: clock.now(), welcomeCode, errcode: error.errcode })
      }
      throw error
    }
  },
}

export const welcomeApis: readonly WecomApi[] = [sendWelcome]
