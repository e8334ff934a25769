import { fork } from 'node:child_process'
import path from 'node:path'
import type { WecomKeys } from './callbacks.js'
import type { Answer, Order } from './load.program.js'
import type { Pace, Sent } from './send.js'

const PROGRAM = path.resolve(import.meta.dirname, 'load.program.js')

export type Generator = Readonly<{
  /** Makes callbacks ready, which the next `send` uses up. */
  prepare(keys: WecomKeys, count: number): Promise<void>
  send(url: string, pace: Pace): Promise<Sent>
  stop(): void
}>

type Wanted = Order extends infer One ? (One extends Order ? Omit<One, 'id'> : never) : never

/** Starts the load generator in a process of its own: what it costs is not on the account of what is measured. */
export function startGenerator(): Generator {
  const child = fork(PROGRAM, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const waiting = new Map<number, (answer: Answer) => void>()
  let lastId = 0
  child.on('message', (message) => {
    const answer = message as Answer
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  child.once('exit', () => {
    for (const [id, tell] of waiting) {
      tell({ id, error: 'the load generator ended' })
    }
  })
  const ask = (order: Wanted) =>
    new Promise<Answer>((resolve, reject) => {
      lastId += 1
      waiting.set(lastId, (answer) =>
        answer.error === undefined ? resolve(answer) : reject(new Error(answer.error)),
      )
      child.send({ ...order, id: lastId })
    })
  return {
    async prepare(keys, count) {
      await ask({ do: 'prepare', keys, count })
    },
    async send(url, pace) {
      const { sent } = await ask({ do: 'send', url, pace })
      if (sent === undefined) {
        throw new Error('the load generator sent nothing')
      }
      return sent
    },
    stop: () => void child.kill(),
  }
}
