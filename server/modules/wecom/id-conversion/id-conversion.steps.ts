import type { Logger } from 'pino'
import { z } from 'zod'
import type { Clock } from '../../../platform/clock/index.js'
import { AppError } from '../../../platform/errors/index.js'
import { defineStep, type AnyStep, type InboundEvent } from '../../../platform/pipeline/index.js'
import type { CustomerFact, Identity, IdentifierReader } from '../../customers/index.js'
import { WECOM_SOURCE } from '../contacts/contact-events.js'
import { inParallel } from '../in-parallel.js'
import type { ConversionPlatform } from '../wecom.ports.js'
import type { ConversionRight } from './conversion-right.repository.js'

const LOG_IN = 'customer.logged-in'
const PARALLEL = 4

/** A log-in of the mini-program as its own module leaves it. */
const LoggedIn = z.object({ openid: z.string(), unionid: z.string(), unionidScope: z.string() })

type Deps = Readonly<{
  right: ConversionRight
  /** With the budget of work that can wait: a log-in does not depend on it. */
  background: ConversionPlatform
  identity: Pick<Identity, 'keysOf'>
  reader: Pick<IdentifierReader, 'unionid' | 'externalUserid'>
  clock: Clock
  log: Logger
}>
type State = Readonly<{ externalUserids: ReadonlyMap<string, string> }>

/**
 * Who logs in to the mini-program and is no known contact yet is asked for at WeCom, where the app may ask (identity.md 4).
 * Tried once: an app without the right is never asked again, and the contact is found by the unionid that
 * externalcontact/get gives. Never holds up a log-in.
 */
export function idConversionStep(deps: Deps): AnyStep<CustomerFact> {
  const { right, background, identity, reader, clock, log } = deps

  async function isWanted({ unionid, unionidScope }: z.output<typeof LoggedIn>): Promise<boolean> {
    const [identifier] = reader.unionid(unionid, unionidScope)
    const keys = identifier === undefined ? [] : await identity.keysOf(identifier.key)
    return identifier !== undefined && !keys.some((key) => key.startsWith('external_userid:'))
  }

  async function convert(event: InboundEvent): Promise<readonly [string, string][]> {
    const login = LoggedIn.safeParse(event.data).data
    if (login === undefined || !(await isWanted(login))) {
      return []
    }
    const { unionid, openid } = login
    const answer = await background.externalUseridOf({ unionid, openid })
    if (answer === 'not-permitted') {
      await right.found('off', clock.now())
      return []
    }
    await right.found('on', clock.now())
    return answer.externalUserid === null ? [] : [[event.key, answer.externalUserid]]
  }

  /** The first one finds out whether the others are to be asked for. */
  async function convertAll(events: readonly InboundEvent[]) {
    const [first, ...others] = events
    if (first === undefined || (await right.read())?.state === 'off') {
      return []
    }
    const found = await convert(first)
    if ((await right.read())?.state === 'off') {
      return []
    }
    return [...found, ...(await inParallel(others, PARALLEL, convert)).flat()]
  }

  return defineStep<State, object, CustomerFact>({
    name: 'wecom.id-conversion',
    handles: ({ type }) => type === LOG_IN,

    async gather({ events }) {
      const known = events.filter(({ data }) => LoggedIn.safeParse(data).success)
      try {
        return { externalUserids: new Map(await convertAll(known)) }
      } catch (error) {
        if (!(error instanceof AppError)) {
          throw error
        }
        log.warn({ err: error }, 'id not converted')
        return { externalUserids: new Map() }
      }
    },

    decide(event, { externalUserids }) {
      const externalUserid = externalUserids.get(event.key)
      const login = LoggedIn.safeParse(event.data).data
      if (externalUserid === undefined || login === undefined) {
        return { kind: 'ok', change: null }
      }
      const fact: CustomerFact = {
        seen: [
          ...reader.externalUserid(externalUserid),
          ...reader.unionid(login.unionid, login.unionidScope),
        ],
        kind: 'id-converted',
        isTrusted: true,
        at: event.occurredAt,
        source: WECOM_SOURCE,
      }
      return { kind: 'ok', change: null, facts: [fact] }
    },

    apply: (state) => state,
    write: () => Promise.resolve(),
  })
}
