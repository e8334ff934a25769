import { AppError, defineErrors } from '../../../server/platform/errors/index.js'
import { joinErrors, problemOf } from '../../../server/platform/http/problems.js'
import { requestIdOf } from '../../../server/platform/http/request-log.js'
import { errorFields } from '../../../server/platform/log/error-fields.js'

const busy = defineErrors({ 'shop-busy': { status: 409, title: 'Busy', retriable: true } })

test('one code may stand in two tables as long as it means the same for a caller', () => {
  const again = defineErrors({ 'shop-busy': { status: 409, title: 'Others', retriable: true } })
  expect(joinErrors([busy, again]).get('shop-busy')?.title).toBe('Busy')
  const other = defineErrors({ 'shop-busy': { status: 500, title: 'Busy', retriable: true } })
  expect(() => joinErrors([busy, other])).toThrow('shop-busy')
})

// Guarantee: what is not in the registry is our fault and tells nothing.
test.each([
  new AppError('not-in-any-table', { detail: 'secret' }),
  new Error('secret'),
  'secret',
  undefined,
  { statusCode: 200 },
])('%p is an internal error without detail', (thrown) => {
  const problem = problemOf(thrown, joinErrors([busy]), 'r1')
  expect(problem).toEqual({
    type: 'urn:huike:error:internal-error',
    title: 'Something is broken on our side',
    status: 500,
    code: 'internal-error',
    requestId: 'r1',
  })
})

test('a 4xx keeps its detail, a 5xx never has one', () => {
  const down = defineErrors({ 'till-down': { status: 502, title: 'Down' } })
  const registry = joinErrors([busy, down])
  const of = (code: string) => problemOf(new AppError(code, { detail: 'why' }), registry, 'r1')
  expect(of('shop-busy')).toMatchObject({ status: 409, detail: 'why' })
  expect(of('till-down')).not.toHaveProperty('detail')
})

test.each([
  ['abc-1.2_3', true],
  ['a'.repeat(65), false],
  ['a b', false],
  ['', false],
])('the request id %p is kept: %p', (given, isKept) => {
  const request = { headers: { 'x-request-id': given } } as never
  expect(requestIdOf(request) === given).toBe(isKept)
})

// Guarantee: documents, requests and answers that hang on an error do not reach the log.
test('an error in the log has its name, code, message and causes, and no other field', () => {
  const cause = Object.assign(new Error('duplicate'), { keyValue: { phone: 'x' } })
  const error = Object.assign(new AppError('shop-busy', { cause }), {
    request: { body: 'private' },
  })
  const fields = errorFields(error)
  expect(fields).toMatchObject({ type: 'AppError', code: 'shop-busy' })
  expect(fields.cause?.message).toBe('duplicate')
  expect(JSON.stringify(fields)).not.toMatch(/private|keyValue/)
})

test('causes that go in circles end', () => {
  const error = new Error('a')
  error.cause = error
  expect(JSON.stringify(errorFields(error)).length).toBeLessThan(20_000)
})
