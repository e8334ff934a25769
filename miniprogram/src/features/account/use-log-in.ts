import { useSending } from '../../platform/api/use-sending'
import { session } from '../../platform/session'

/** The log-in button: asks the person where the platform needs that. */
export function useLogIn() {
  const { busy, problem, send } = useSending()
  return { busy, problem, logIn: () => send(() => session.logIn()) }
}
