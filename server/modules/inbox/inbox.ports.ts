import type { z } from 'zod'
import type { NewInboundEvent } from '../../platform/pipeline/index.js'
import type { OpenEventEnvelope } from './inbox.contract.js'

/** A callback as it came: nothing parsed. Header names are in lower case. */
export type RawCallback = Readonly<{
  query: unknown
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: Buffer
}>

/** One platform's callbacks; built in the composition root from its integration. */
export type CallbackDoor = Readonly<{
  /** Verifies, decrypts and translates. Throws for anything that is not genuine: nothing is stored then. */
  open(request: RawCallback): Promise<NewInboundEvent>
  /** Answers the platform's check of the address with this text. */
  answerCheck?(query: unknown): string
}>

export type CallbackDoors = Readonly<{
  wecom: CallbackDoor
  mini: CallbackDoor
  payTransactions: CallbackDoor
  payRefunds: CallbackDoor
  payTransfers: CallbackDoor
}>

/** What the modules above know about open API events. */
export type OpenEventRules = Readonly<{
  identifiers: z.ZodType
  /** type → what its `data` must look like. */
  data: Readonly<Record<string, z.ZodType>>
  /** Events of one partition are worked in the order of their arrival. */
  partitionOf(event: OpenEventEnvelope, isTrusted: boolean): string
}>

export type WelcomeFigures = Readonly<{
  sent: number
  expired: number
  p50Ms: number | null
  p99Ms: number | null
}>
