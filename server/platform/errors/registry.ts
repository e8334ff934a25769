export type ErrorEntry = Readonly<{
  status: number
  /** English; the Chinese sentence for a code is in the front end. */
  title: string
  /** True when the same request may succeed later without being changed. */
  retriable?: boolean
}>

export type ErrorTable<Code extends string = string> = Readonly<Record<Code, ErrorEntry>>

/** Declares a module's error codes; the keys are its refusal type. `app.ts` joins all tables. */
export function defineErrors<const Code extends string>(
  table: Record<Code, ErrorEntry>,
): ErrorTable<Code> {
  return table
}
