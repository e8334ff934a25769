import type mongoose from 'mongoose'
import type { Clock } from '../clock/index.js'
import type { Db } from './connect.js'

/** How many answers are remembered: over a minute's worth. */
const SAMPLES = 8

/** Of each connection, by how much the database's clock was ahead when it last told its time, in milliseconds. */
const offsets = new WeakMap<Db, number[]>()

/**
 * The database's time, the same for all processes however wrong their own clocks are. For what is compared with `$$NOW`
 * (due times) or with what other processes wrote (order of arrival). Exact to the way of an answer.
 */
export function serverClock(db: Db): Clock {
  // An answer only ages on its way: of several, the largest offset is the nearest to the truth.
  const offsetMs = () => Math.max(...(offsets.get(db) ?? [0]))
  return { now: () => new Date(Date.now() + offsetMs()) }
}

/** Learns from what servers say about themselves: once now, from each heartbeat of the primary later. */
export function listenForTime(db: Db, hello: mongoose.mongo.Document | undefined): void {
  const samples: number[] = []
  const learn = (said: mongoose.mongo.Document | undefined) => {
    if (said?.localTime instanceof Date) {
      samples.push(said.localTime.getTime() - Date.now())
      samples.splice(0, samples.length - SAMPLES)
      offsets.set(db, samples)
    }
  }
  learn(hello)
  db.getClient().on('serverHeartbeatSucceeded', ({ reply }) => {
    if (reply.isWritablePrimary === true) {
      learn(reply)
    }
  })
}
