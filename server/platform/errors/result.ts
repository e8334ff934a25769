/** What a decision answers: a value, or a refusal that a caller must expect, named by its code. */
export type Result<Value, Code extends string = string> =
  Readonly<{ ok: true; value: Value }> | Refusal<Code>

export type Refusal<Code extends string = string> = Readonly<{
  ok: false
  code: Code
  /** One sentence for the person who must act; never holds a phone number or a secret. */
  detail?: string
}>

export function ok<Value>(value: Value): Readonly<{ ok: true; value: Value }> {
  return { ok: true, value }
}

export function refuse<Code extends string>(code: Code, detail?: string): Refusal<Code> {
  return detail === undefined ? { ok: false, code } : { ok: false, code, detail }
}
