import { z } from 'zod'
import { useSystem } from '../../support/system.js'
import { raw, transaction, wecomEvent } from '../callbacks/senders.js'

const system = useSystem({ suffix: '_story_24' })

const durable = (filter: object) =>
  system.now.deps.db.db
    ?.collection('inbox', { readConcern: { level: 'majority' } })
    .find(filter)
    .toArray()

// Failure story 24. Guarantee: an answer that ends the platform's retries is given only for a row that a majority holds,
// and whatever happens while it is worked, the event is still there.
test('failure story 24: acknowledged means stored, also while nobody works', async () => {
  await system.now.deps.stop()
  const number = 'pay_story24000000000000000001'
  const plaintext = transaction(system.now, { out_trade_no: number })
  expect(await raw(system.now, { kind: 'pay', plaintext })).toMatchObject({ status: 204 })
  expect(await durable({ partitionKey: `pay:${number}` })).toMatchObject([{ state: 'pending' }])

  const event = wecomEvent(system.now, { Event: 'enter_agent' })
  expect(await raw(system.now, { kind: 'wecom', plaintext: event })).toMatchObject({
    status: 200,
    responseBody: 'success',
  })
  expect(await durable({ type: 'wecom.other' })).toMatchObject([{ state: 'pending' }])

  await system.now.deps.start()
  await system.now.drain()
  expect(await durable({ partitionKey: `pay:${number}` })).toMatchObject([
    { state: 'done', outcome: 'incident' },
  ])
})

test('failure story 24: an event that cannot be worked is kept and listed as dead, and can be replayed', async () => {
  const { deps } = system.now
  const number = 'pay_story24000000000000000002'
  const key = { partitionKey: `pay:${number}` }
  await deps.stop()
  await raw(system.now, {
    kind: 'pay',
    plaintext: transaction(system.now, { out_trade_no: number }),
  })
  // A payload that nobody can read stands for every handler that fails.
  const inbox = deps.db.collection<{ _id: string; sealed: string }>('inbox')
  const row = await inbox.findOne(key)
  await inbox.updateOne(key, { $set: { sealed: `${row?.sealed.slice(0, -8)}AAAAAAAA` } })
  await deps.start()
  await system.now.drain()
  expect(await durable(key)).toMatchObject([{ state: 'dead', reason: 'payload-not-readable' }])

  const console = await system.now.asOperator()
  const { items } = await console.inboxEvents({ state: 'dead' })
  expect(items).toMatchObject([{ key: row?._id, type: 'payment.notified' }])
  await inbox.updateOne(key, { $set: { sealed: row?.sealed ?? '' } })
  const path = `/api/inbox/events/${encodeURIComponent(row?._id ?? '')}/replay`
  await console.send('POST', path, z.unknown(), { body: { reason: '数据修好了' }, accept: [202] })
  await system.now.drain()
  expect(await durable(key)).toMatchObject([{ state: 'done', outcome: 'incident' }])
})
