/** What the control API may change about shipping management while the sandbox runs. */
export type ShippingRules = {
  /** The mini-program is managed: what customers pay is frozen until they have the goods. */
  managed: boolean
  /** Business milliseconds after a payment in which it answers 10060001. */
  ingestMs: number
  /** Where its messages lead (set_msg_jump_path). */
  jumpPath: string | null
}

export const DEFAULT_SHIPPING_RULES: Readonly<ShippingRules> = {
  managed: false,
  ingestMs: 5_000,
  jumpPath: null,
}
