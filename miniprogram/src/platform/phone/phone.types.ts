export type PhoneButtonProps = {
  children: string
  /** Whose number is asked for; WeChat knows by itself, the sandbox's page does not. */
  openid: string
  busy: boolean
  onCode: (code: string) => void
  onRefused: () => void
}

/** What a return from the platform's phone page brought: a code, a refusal, or nothing. */
export type ReturnedPhone = { code: string } | 'refused' | null
