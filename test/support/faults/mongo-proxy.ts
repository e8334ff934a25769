import net from 'node:net'
import { commandOf, messageSplitter, type Command } from './op-msg.js'
import { entryOf, isCounted, type Order, type Tape } from './tape.js'
import { listenOnPath } from './listen.js'

type Options = Readonly<{
  /** The real server. */
  target: net.NetConnectOpts
  /** Where it listens: a socket in the file system. */
  path: string
  tape: Tape
  /** Says what to do with a counted message; the life may overrule the tape (it is dead, or everything fails). */
  judge(order: Order): Order
  onKill(): void
  /** The message waits; `resume` forwards it. */
  onFreeze(resume: () => void): void
}>

export type MongoProxy = Readonly<{
  /** Ends every connection; from now on nothing but greetings gets through. */
  cut(): void
  close(): Promise<void>
  /** Sessions with a transaction that this life has begun: what the server would drop by itself after 60 s. */
  openSessions(): readonly unknown[]
}>

const ENDINGS = new Set(['commitTransaction', 'abortTransaction'])
/** What a driver greets a server with; the very first time in an older form, which `commandOf` does not read. */
const GREETINGS = new Set(['hello', 'isMaster', 'ismaster'])

/** Stands between one life's driver and mongod and makes the tape's faults on the wire. */
export async function mongoProxy(options: Options): Promise<MongoProxy> {
  const { target, path, tape, judge, onKill, onFreeze } = options
  const sockets = new Set<net.Socket>()
  const sessions = new Map<string, unknown>()
  let isCut = false
  let isClosed = false

  function noteSession({ lsid, isInTransaction, name }: Command, isPassed: boolean): void {
    if (isInTransaction) {
      const key = JSON.stringify(lsid)
      sessions.set(key, lsid)
      if (isPassed && ENDINGS.has(name)) {
        sessions.delete(key)
      }
    }
  }

  /** What happens to one message from the driver. */
  function orderFor(message: Buffer): Order {
    const command = commandOf(message)
    if (isCut) {
      // A driver that finds no server would look for one for 10 s before it lets go of a dead life's transaction.
      return command === null || GREETINGS.has(command.name) ? 'pass' : 'before'
    }
    if (command === null || !isCounted(command)) {
      return 'pass'
    }
    const order = judge(tape.take('database', entryOf(command)))
    if (order !== 'before' && order !== 'freeze') {
      noteSession(command, order === 'pass')
    }
    return order
  }

  function join(client: net.Socket): void {
    if (isClosed) {
      client.destroy()
      return
    }
    const server = net.connect(target)
    const end = () => {
      client.destroy()
      server.destroy()
    }
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.on('error', end).on('close', () => {
        sockets.delete(socket)
        end()
      })
    }
    const split = messageSplitter()
    let swallowed: Order = 'pass'
    client.on('data', (chunk: Buffer) => {
      for (const message of split(chunk)) {
        const order = orderFor(message)
        if (order === 'before') {
          end()
          return
        }
        if (order === 'freeze') {
          onFreeze(() => server.write(message))
        } else {
          swallowed = order
          server.write(message)
        }
      }
    })
    server.on('data', (chunk: Buffer) => {
      if (swallowed === 'pass') {
        client.write(chunk)
        return
      }
      // The server has answered: applied. Nobody will know.
      end()
      if (swallowed === 'kill') {
        onKill()
      }
    })
  }

  const listener = net.createServer(join)
  await listenOnPath(listener, path)
  const cut = () => {
    isCut = true
    sockets.forEach((socket) => socket.destroy())
  }
  return {
    cut,
    openSessions: () => [...sessions.values()],
    async close() {
      isClosed = true
      cut()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}
