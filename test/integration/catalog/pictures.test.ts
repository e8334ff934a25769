import sharp from 'sharp'
import { newId } from '../../../server/platform/ids/index.js'
import { useShop } from '../orders/shop.js'

const here = useShop()
const canvas = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#c8402f' } })

/** A form with one file, as a browser sends it. */
function form(file: Buffer, { field = 'file', name = 'tea.jpg', type = 'image/jpeg' } = {}) {
  const boundary = '----huike-test'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)])
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
}

async function upload(file: Buffer, options: Parameters<typeof form>[1] = {}, operator = {}) {
  const { payload, headers } = form(file, options)
  const answer = await here.shop.app.inject({
    method: 'POST',
    url: '/api/pictures',
    headers: { ...headers, ...here.shop.asOperator(operator) },
    payload,
  })
  return {
    status: answer.statusCode,
    body: answer.json<{ pictureId: string; url: string; code?: string }>(),
  }
}
const show = (url: string) => here.shop.app.inject({ url })

test('an uploaded picture is served resized, for ever, in the widths of the list', async () => {
  const made = await upload(await canvas(2400, 1200).jpeg().toBuffer())
  expect(made).toMatchObject({ status: 201, body: { width: 1600, height: 800 } })
  const small = await show(`${made.body.url}?w=400`)
  expect(small.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'cache-control': 'public, max-age=31536000, immutable',
  })
  expect((await sharp(small.rawPayload).metadata()).width).toBe(400)
  expect((await sharp((await show(made.body.url)).rawPayload).metadata()).width).toBe(800)
  expect((await show(`${made.body.url}?w=401`)).statusCode).toBe(400)
})

test('its product shows it', async () => {
  const { body } = await upload(await canvas(600, 600).png().toBuffer(), { type: 'image/png' })
  const answer = await here.shop.app.inject({
    method: 'POST',
    url: '/api/products',
    headers: here.shop.asOperator(),
    payload: {
      name: '茶',
      category: '茶饮',
      kind: 'goods',
      status: 'on-shelf',
      pictureIds: [body.pictureId],
      skus: [{ name: '中杯', priceFen: 100, code: 'T1', stock: null }],
    },
  })
  expect(answer.json()).toMatchObject({ pictureUrl: body.url, pictures: [{ url: body.url }] })
})

// Guarantee: what a file is, is told by its bytes, never by its name.
test.each([
  ['a page called .jpg', Buffer.from('<html><script>alert(1)</script></html>')],
  ['nothing', Buffer.alloc(0)],
])('%s is refused', async (_name, file) => {
  expect(await upload(file)).toMatchObject({ status: 422, body: { code: 'picture-not-readable' } })
})

test('another field than "file" is refused', async () => {
  const file = await canvas(10, 10).jpeg().toBuffer()
  expect(await upload(file, { field: 'photo' })).toMatchObject({
    status: 400,
    body: { code: 'picture-missing' },
  })
})

test('a file over 5 MiB is refused', async () => {
  const answer = await upload(Buffer.alloc(5 * 1024 * 1024 + 1, 1))
  expect(answer).toMatchObject({ status: 413, body: { code: 'body-too-large' } })
})

test('only who may change products uploads, everybody sees', async () => {
  const file = await canvas(10, 10).jpeg().toBuffer()
  const reader = { permissions: ['catalog.read'] }
  expect((await upload(file, {}, reader)).status).toBe(403)
  expect((await show(`/pictures/${newId('pic')}`)).statusCode).toBe(404)
  expect((await show('/pictures/no-id')).statusCode).toBe(400)
})
