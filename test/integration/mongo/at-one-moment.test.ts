import { atOneMoment } from '../../../server/platform/mongo/index.js'
import { useDatabase } from '../../support/database.js'

const database = useDatabase()

type Row = { _id: string; version: number }
const rows = (name: string) => database.db.collection<Row>(name)

// Guarantee: what somebody writes between two reads is seen by both of them or by none.
test('given a write between two reads, then both show the moment of the first', async () => {
  await rows('left').insertOne({ _id: 'a', version: 1 })
  await rows('right').insertOne({ _id: 'a', version: 1 })
  const writeBoth = async () => {
    await rows('left').updateOne({ _id: 'a' }, { $inc: { version: 1 } })
    await rows('right').updateOne({ _id: 'a' }, { $inc: { version: 1 } })
    await rows('right').insertOne({ _id: 'b', version: 1 })
  }
  const seen = await atOneMoment(database.db, async (moment) => {
    const left = await rows('left')
      .find({}, { ...moment })
      .toArray()
    await writeBoth()
    const [right, again] = await Promise.all([
      rows('right')
        .find({}, { ...moment })
        .toArray(),
      rows('left')
        .find({}, { ...moment })
        .toArray(),
    ])
    return { left, right, again }
  })
  const before = [{ _id: 'a', version: seen.left[0]?.version }]
  expect(seen).toEqual({ left: before, right: before, again: before })
  expect(await rows('right').countDocuments({ version: 2 })).toBe(1)
})

// Guarantee: what was committed with a majority before is seen.
test('given a write that was acknowledged, then a moment begun afterwards shows it', async () => {
  for (let version = 1; version <= 50; version += 1) {
    await rows('own').updateOne({ _id: 'a' }, { $set: { version } }, { upsert: true })
    const [row] = await atOneMoment(database.db, (moment) =>
      rows('own')
        .find({}, { ...moment })
        .toArray(),
    )
    expect(row).toEqual({ _id: 'a', version })
  }
})

// Guarantee: an index made a moment ago is no error to the caller.
test('given a collection that has just got an index, then it is read all the same', async () => {
  await rows('young').insertOne({ _id: 'a', version: 1 })
  for (let round = 0; round < 10; round += 1) {
    await rows('young').createIndex({ [`field${round}`]: 1 })
    const found = await atOneMoment(database.db, (moment) =>
      rows('young')
        .find({}, { ...moment })
        .toArray(),
    )
    expect(found).toHaveLength(1)
  }
})
