/** `fast`: carries a welcome code that lives 20 s and is worked before everything else. */
export type Lane = 'fast' | 'normal'

/** A stored event, decrypted and decoded, as a step sees it. */
export type InboundEvent = Readonly<{
  /** The delivery key: `_id` of the inbox row, the same for every repetition of the event. */
  key: string
  source: string
  type: string
  partitionKey: string
  lane: Lane
  /** When it happened, by the sender. */
  occurredAt: Date
  /** When it was stored, by us. */
  receivedAt: Date
  /** How often it has been claimed, this time included. */
  attempts: number
  /** What the source's decoder made of the stored plaintext; each step parses what it needs. */
  data: unknown
}>

/** An event that is about to be stored. */
export type NewInboundEvent = Readonly<{
  key: string
  source: string
  type: string
  partitionKey: string
  lane?: Lane
  occurredAt: Date
  /** Not worked for so long after it is stored. */
  delayMs?: number
  /** As received, after decryption. Stored encrypted. */
  payload: string
}>
