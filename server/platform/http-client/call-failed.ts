import { AppError } from '../errors/index.js'
import type { Reaction } from './reaction.js'

/** What is known about the effect of a call that failed. */
export type CallEffect =
  /** It surely did nothing: never arrived, or the platform said no. */
  | 'none'
  /** It may have been done: ask the platform, never send it again under a new number. */
  | 'unknown'

type Options = Readonly<{
  api: string
  effect: CallEffect
  retriable: boolean
  /** The platform's error code as received. */
  platformCode?: string
  /** How long the platform wants to be left alone. */
  retryAfterMs?: number
  /** What the platform's code asks of us. */
  reaction?: Reaction
  cause?: unknown
}>

/** A call to a platform that failed, in our code (`wecom-unavailable`); what the platform said is for the log only. */
export class CallFailed extends AppError {
  readonly api: string
  readonly effect: CallEffect
  readonly platformCode: string | undefined
  readonly retryAfterMs: number | undefined
  readonly reaction: Reaction | undefined

  constructor(code: string, options: Options) {
    const { api, platformCode } = options
    const detail = platformCode === undefined ? api : `${api} answered ${platformCode}`
    super(code, { retriable: options.retriable, cause: options.cause, detail })
    this.name = 'CallFailed'
    this.api = api
    this.effect = options.effect
    this.platformCode = platformCode
    this.retryAfterMs = options.retryAfterMs
    this.reaction = options.reaction
  }
}
