import type { z } from 'zod'
import type { Clock } from '../../platform/clock/index.js'
import { sha256Hex } from '../../platform/crypto/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import type { CustomerCaller } from '../../platform/http/index.js'
import type { ConsentAct, Consents } from './consents.repository.js'
import type { CustomerTokens } from './customer-token.js'
import type { EventIntake, MiniPlatform } from './customers.ports.js'
import type { Customers } from './customers.repository.js'
import { ofType } from './customers.view.js'
import { identifierKey } from './identifier.domain.js'
import type { IdentifierText } from './identifier-text.js'
import type { BindPhone, MiniMe, MiniSession } from './mini.contract.js'
import { MINI_SOURCE, type MiniEvent } from './mini-events.js'
import type { LoadPeople, Person } from './people.js'
import { maskPhone, readPhone } from './phone.domain.js'
import { isClaim } from './strength.domain.js'

type Deps = Readonly<{
  platform: MiniPlatform
  intake: EventIntake
  customers: Customers
  consents: Consents
  load: LoadPeople
  text: IdentifierText
  tokens: CustomerTokens
  clock: Clock
  appid: string
  unionidScope: string
}>

type Caller = Pick<CustomerCaller, 'openid' | 'appid'>
type LogInRefusal = 'login-code-invalid' | 'login-blocked'
type BindRefusal = 'phone-code-invalid' | 'phone-not-mainland'

export type MiniService = ReturnType<typeof miniService>

/** What the customer itself does in the mini-program. Who it is, its openid alone decides (failure story 15). */
export function miniService(deps: Deps) {
  const { platform, intake, customers, consents, load, text, tokens, clock } = deps
  const keyOf = ({ openid, appid }: Caller) => identifierKey('openid', appid, openid)

  /** Null until the first event of the openid has been worked. */
  async function personOf(caller: Caller): Promise<Person | null> {
    const owner = await customers.ownerOf(keyOf(caller))
    const customer = owner === null ? null : await customers.find(owner)
    const [person] = customer === null ? [] : await load([customer])
    return person ?? null
  }

  async function phoneShownTo(caller: Caller, person: Person | null): Promise<string | undefined> {
    const [phone] = (person === null ? [] : ofType(person, 'phone')).filter(({ strength }) =>
      isClaim(strength),
    )
    const holds = await consents.holding(person?.keys ?? [keyOf(caller)])
    return phone !== undefined && holds === 'given' ? text.masked(phone.identifier) : undefined
  }

  /** Who they were before a merge may have said the opposite: what is said now is said for all that they are. */
  async function act(caller: Caller, said: ConsentAct): Promise<void> {
    const own = keyOf(caller)
    const { keys = [] } = (await personOf(caller)) ?? {}
    const opposite = said.act === 'given' ? 'withdrawn' : 'given'
    const others = await consents.whereLast(opposite, keys)
    for (const key of new Set([own, ...others])) {
      await consents.add(key, said)
    }
  }

  /** One event per code, worked in the order of the openid's other events. */
  function leave(key: string, caller: Caller, event: MiniEvent): Promise<unknown> {
    return intake.insert({
      key,
      source: MINI_SOURCE,
      type: event.type,
      partitionKey: keyOf(caller),
      occurredAt: clock.now(),
      payload: JSON.stringify(event),
    })
  }

  return {
    /** Logs in with a code of `wx.login`. The event is stored before the answer; a code works once at WeChat. */
    async logIn(code: string): Promise<Result<z.output<typeof MiniSession>, LogInRefusal>> {
      const session = await platform.sessionOfCode(code)
      if (!session.ok) {
        return session
      }
      const { openid, unionid } = session.value
      const caller = { openid, appid: deps.appid }
      const { unionidScope } = deps
      const person = await personOf(caller)
      await leave(`mini-login:${sha256Hex(code)}`, caller, {
        type: 'customer.logged-in',
        ...caller,
        ...(unionid === undefined ? {} : { unionid }),
        unionidScope,
      })
      const { token, expiresAt } = await tokens.issue(openid, deps.appid)
      const phoneMasked = await phoneShownTo(caller, person)
      const { name } = person?.customer ?? {}
      return ok({
        token,
        expiresAt: expiresAt.toISOString(),
        openid,
        customer: { name, phoneMasked, isNew: person === null },
      })
    },

    async me(caller: Caller): Promise<z.output<typeof MiniMe>> {
      const person = await personOf(caller)
      const { name, avatar, ordersPaid = 0 } = person?.customer ?? {}
      const phoneMasked = await phoneShownTo(caller, person)
      return { openid: caller.openid, name, avatar, phoneMasked, ordersPaid }
    },

    /**
     * Stores the number behind a code of the phone button, with the text the customer agreed to. The number is evidence
     * about this openid; it never opens or moves another account.
     */
    async bindPhone(
      caller: Caller,
      { code, consent }: z.output<typeof BindPhone>,
    ): Promise<Result<{ phoneMasked: string }, BindRefusal>> {
      const answer = await platform.phoneOfCode(code)
      if (!answer.ok) {
        return answer
      }
      const { phone } = answer.value
      const reading = readPhone(phone)
      if (!reading.ok) {
        return refuse('phone-not-mainland')
      }
      // The consent first: without it the number must not be kept.
      await act(caller, { act: 'given', at: clock.now(), ...consent })
      await leave(`mini-phone:${sha256Hex(code)}`, caller, {
        type: 'customer.phone-authorised',
        ...caller,
        phone,
      })
      return ok({ phoneMasked: maskPhone(reading.phone) })
    },

    /** Takes the consent back; again, or without one, changes nothing. */
    async withdrawConsent(caller: Caller): Promise<void> {
      await act(caller, { act: 'withdrawn', at: clock.now() })
    },
  }
}
