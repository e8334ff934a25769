import { useSystem } from '../../support/system.js'
import { eventOf, httpOf } from './till.js'

const system = useSystem({ suffix: '_open_requests' })

const storedEvents = () => system.now.deps.db.collection('inbox').countDocuments()

describe('a request', () => {
  const post = (body: string | object) => httpOf(system.now).post('/events', body)
  const many = (count: number) => Array.from({ length: count }, () => eventOf())

  test('takes 500 events and no more', async () => {
    const { status, body } = await post({ events: many(500) })
    expect(status).toBe(200)
    expect(new Set((body.results as { status: string }[]).map((one) => one.status))).toEqual(
      new Set(['accepted']),
    )
    const before = await storedEvents()
    expect(await post({ events: many(501) })).toMatchObject({
      status: 413,
      body: { code: 'events-too-many', status: 413 },
    })
    expect(await storedEvents()).toBe(before)
  })

  test('takes 5 MiB and no more', async () => {
    const filled = (bytes: number) => {
      const event = eventOf({ data: { text: '' } })
      const empty = JSON.stringify({ events: [event] }).length
      return JSON.stringify({
        events: [{ ...event, data: { text: 'x'.repeat(bytes - empty) } }],
      })
    }
    const limit = 5 * 1024 * 1024
    expect((await post(filled(limit))).status).toBe(200)
    expect(await post(filled(limit + 1))).toMatchObject({
      status: 413,
      body: { code: 'body-too-large' },
    })
  })

  test.each([
    ['{', 400, 'body-malformed'],
    ['{}', 400, 'request-invalid'],
    ['{"events":[]}', 400, 'request-invalid'],
    ['{"events":{}}', 400, 'request-invalid'],
    ['null', 400, 'request-invalid'],
  ])('of %s is a problem', async (body, status, code) => {
    const answer = await post(body)
    expect(answer).toMatchObject({
      status,
      body: { status, code, type: `urn:huike:error:${code}` },
    })
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(answer.body).toMatchObject({
      title: expect.any(String) as string,
      requestId: expect.any(String) as string,
    })
  })

  test.each([[null], [7], ['text'], [[]], [{}], [{ id: 7 }]])(
    'with the event %j still keeps the others',
    async (odd) => {
      const good = eventOf()
      const { status, body } = await post({ events: [odd, good] })
      expect(status).toBe(200)
      expect(body.results).toMatchObject([
        { id: null, status: 'invalid' },
        { id: good.id, status: 'accepted' },
      ])
    },
  )
})
