import mongoose, { type ClientSession } from 'mongoose'
import { z } from 'zod'
import type { Db } from '../../../server/platform/mongo/index.js'
import { replacing, withCollections, type Plant, type Row } from '../../support/faults/plant.js'

// Seven bugs, each put in from outside: the product's own code stays as it is.

type Options = { session?: ClientSession }
const DUPLICATE_KEY = 11_000
const INSERTED = { acknowledged: true, insertedCount: 1, insertedIds: {} }

const isDoor = (options: Options = {}): boolean => options.session === undefined
const withoutSession = ({ session: _session, ...options }: Options): Options => options

/** What came before is stored once more under another key, as if no index were there. */
export const uniqueIndexDropped: Plant = () => ({
  database: (db) =>
    withCollections(db, {
      inbox: (inbox) => ({
        async insertMany(rows: Row[], options: Options) {
          try {
            return await inbox.insertMany(rows, options)
          } catch (error) {
            const { MongoServerError } = mongoose.mongo
            if (!isDoor(options) || !(error instanceof MongoServerError)) {
              throw error
            }
            if (error.code !== DUPLICATE_KEY) {
              throw error
            }
            const again = rows.map((row) => ({
              ...row,
              _id: `${row._id}0`.replace(/^(.+:)./, '$1'),
            }))
            return inbox.insertMany(again, options)
          }
        },
      }),
    }),
})

/** Says "stored" at once and stores behind the answer. */
export const answerBeforeCommit: Plant = () => ({
  database: (db) =>
    withCollections(db, {
      inbox: (inbox) => ({
        insertMany(rows: Row[], options: Options) {
          const storing = inbox.insertMany(rows, options)
          if (!isDoor(options)) {
            return storing
          }
          storing.catch(() => undefined)
          return Promise.resolve(INSERTED)
        },
      }),
    }),
})

/** Events are marked done beside the transaction that holds what they led to. */
export const effectAndDoneApart: Plant = () => ({
  database: (db) =>
    withCollections(db, {
      inbox: (inbox) => ({
        updateMany: (filter: object, change: object[], options: Options) =>
          inbox.updateMany(filter, change, isFinish(change) ? withoutSession(options) : options),
      }),
    }),
})

const isFinish = (change: object): boolean => JSON.stringify(change).includes('"state":"done"')

/** Whoever finishes rows finishes them, whether they are still his or not. */
export const noFencing: Plant = () => ({
  database: (db) =>
    withCollections(db, {
      inbox: (inbox) => ({
        updateMany(filter: Record<string, unknown>, change: object[], options: Options) {
          const { token: _token, ...anybody } = filter
          return inbox.updateMany(isFinish(change) ? anybody : filter, change, options)
        },
      }),
    }),
})

/** Deliveries are stored when the transaction is over, by whoever is still alive. */
export const outboxAfterCommit: Plant = () => ({
  database(db) {
    const waiting = new Map<unknown, (() => Promise<unknown>)[]>()
    const stored = withCollections(db, {
      outbox: (outbox) => ({
        insertMany(rows: Row[], options: Options) {
          const later = waiting.get(options.session?.id) ?? []
          later.push(() => outbox.insertMany(rows, withoutSession(options)))
          waiting.set(options.session?.id, later)
          return Promise.resolve(INSERTED)
        },
      }),
    })
    return replacing(stored, { startSession: () => sessionThatStoresLater(db, waiting) })
  },
})

async function sessionThatStoresLater(
  db: Db,
  waiting: Map<unknown, (() => Promise<unknown>)[]>,
): Promise<object> {
  const session = await db.startSession()
  const commit = session.commitTransaction.bind(session)
  session.commitTransaction = async () => {
    await commit()
    for (const store of waiting.get(session.id) ?? []) {
      await store()
    }
    waiting.delete(session.id)
  }
  return session
}

const Welcome = z.looseObject({ welcome_code: z.string() })
const Contacts = z.object({
  contacts: z.array(
    z.object({ userid: z.string(), externalUserid: z.string(), personId: z.string() }),
  ),
})

/** A repeat does not take the same code, which WeCom would know, but gets itself a new one. */
export const welcomeSentTwice: Plant = ({ control, mailbox }) => {
  const used = new Set<string>()
  async function anotherCode(): Promise<string | null> {
    const { body } = await control.send('GET', '/contacts?limit=1', Contacts)
    const [newest] = body.contacts
    if (newest === undefined) {
      return null
    }
    const { userid, externalUserid, personId } = newest
    await control.deleteByCustomer({ userid, externalUserid })
    await mailbox.next()
    const { welcomeCode } = await control.scan({ personId, userid })
    await mailbox.next()
    return welcomeCode
  }
  return {
    async calls(path, body) {
      if (!path.includes('send_welcome_msg')) {
        return body
      }
      const message = Welcome.parse(JSON.parse(body.toString()))
      if (!used.has(message.welcome_code)) {
        used.add(message.welcome_code)
        return body
      }
      const welcome_code = (await anotherCode()) ?? message.welcome_code
      return Buffer.from(JSON.stringify({ ...message, welcome_code }))
    },
  }
}

/** What the platform suggests: the same sender in the same second is the same event (failure story 3). */
export const sameSenderAndSecond: Plant = () => ({
  database: (db) =>
    withCollections(db, {
      inbox: (inbox) => ({
        insertMany(rows: Row[], options: Options) {
          return inbox.insertMany(isDoor(options) ? rows.map(keyedBySecond) : rows, options)
        },
      }),
    }),
})

/** WeCom names `sys` as the sender of every event. */
const keyedBySecond = (row: Row): Row =>
  row.source === 'wecom' && row.lane === 'fast'
    ? { ...row, _id: `wecom:sys:${Number(row.occurredAt) / 1000}` }
    : row
