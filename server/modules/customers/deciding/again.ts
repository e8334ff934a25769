import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../../../platform/errors/index.js'
import { isDuplicateKey } from '../../../platform/mongo/index.js'

/** Others may commit at the same moment; each time everything is looked at again. */
const MAX_TRIES = 12
const PAUSE_MS = 20
const FASTER = ['identity-moved-on', 'transaction-conflict']

/** Looks and writes, and looks again when somebody was faster; throws what the last try has met. */
export async function untilNobodyIsFaster<Value>(attempt: () => Promise<Value>): Promise<Value> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (!wasFaster(error) || tries >= MAX_TRIES) {
        throw error
      }
    }
    await sleep(PAUSE_MS * Math.random() * tries)
  }
}

const wasFaster = (error: unknown): boolean =>
  isDuplicateKey(error) || (error instanceof AppError && FASTER.includes(error.code))
