export type PhoneButtonProps = {
  children: string
  busy: boolean
  onCode: (code: string) => void
  onRefused: () => void
}

/** What a return from the platform's phone page brought: a code, a refusal, or nothing. */
export type ReturnedPhone = { code: string } | 'refused' | null
