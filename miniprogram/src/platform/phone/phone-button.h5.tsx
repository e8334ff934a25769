import { useSending } from '../api/use-sending'
import { sentenceFor } from '../api'
import { Action } from '../ui/action'
import { Refusal } from '../ui/states'
import { askForPhone } from './ask.h5'
import type { PhoneButtonProps } from './phone.types'

/** Leaves for the sandbox's page, which asks in WeChat's place; the page comes back with a code. */
export function PhoneButton({ children, openid, busy }: PhoneButtonProps) {
  const leaving = useSending()
  return (
    <>
      {leaving.problem !== null && <Refusal>{sentenceFor(leaving.problem)}</Refusal>}
      <Action busy={busy || leaving.busy} onPress={() => leaving.send(() => askForPhone(openid))}>
        {children}
      </Action>
    </>
  )
}
