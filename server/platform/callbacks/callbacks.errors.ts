import { AppError, defineErrors } from '../errors/index.js'

export const callbackErrors = defineErrors({
  'callback-malformed': { status: 400, title: 'Not a callback that this address understands' },
  'callback-signature-invalid': { status: 401, title: 'Callback signature invalid' },
  'callback-not-decryptable': { status: 400, title: 'Callback not decryptable' },
  'callback-receiver-wrong': { status: 401, title: 'Callback meant for somebody else' },
  'callback-too-old': { status: 401, title: 'Callback outside the time window' },
})

export type CallbackRefusal = keyof typeof callbackErrors

/** A callback that is not believed. The answer is the bare status; `reason` is for our log and holds no content. */
export class CallbackRefused extends AppError {
  readonly reason: string

  constructor(code: CallbackRefusal, reason: string, cause?: unknown) {
    super(code, { retriable: false, cause })
    this.name = 'CallbackRefused'
    this.reason = reason
  }
}
