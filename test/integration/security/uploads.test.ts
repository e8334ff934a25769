import sharp from 'sharp'
import { crc32, deflateSync } from 'node:zlib'
import { useHouse, type Headers } from './house.js'

const house = useHouse({ suffix: '_uploads' })

let admin: Headers
beforeAll(async () => {
  admin = await house.now.logIn()
})

type Named = Readonly<{ name?: string; type?: string }>

async function upload(file: Buffer, { name = 'tea.jpg', type = 'image/jpeg' }: Named = {}) {
  const disposition = `Content-Disposition: form-data; name="file"; filename="${name}"`
  const head = `--b\r\n${disposition}\r\nContent-Type: ${type}\r\n\r\n`
  const answer = await house.now.app.inject({
    method: 'POST',
    url: '/api/pictures',
    headers: { ...admin, 'content-type': 'multipart/form-data; boundary=b' },
    payload: Buffer.concat([Buffer.from(head), file, Buffer.from('\r\n--b--\r\n')]),
  })
  const body = answer.json<{ url?: string; code?: string; width?: number; height?: number }>()
  return { status: answer.statusCode, ...body }
}

/** What everybody gets to see of it. */
async function served(url = '') {
  const answers = [200, 400, 800, 1600].map((w) => house.now.app.inject(`${url}?w=${w}`))
  return await Promise.all(answers)
}

const canvas = (width = 300, height = 200) =>
  sharp({ create: { width, height, channels: 3, background: '#c8402f' } })
const jpeg = () => canvas().jpeg().toBuffer()
const png = () => canvas().png().toBuffer()
const SCRIPT = '<script>alert(document.domain)</script>'
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${SCRIPT}</svg>`

/** A PNG whose head promises this size, whatever its pixels hold. */
function promised(width: number, height: number, pixels: Buffer): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    size.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([size, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8) // eight bits of grey, nothing interlaced
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const data = deflateSync(pixels, { level: 9 })
  const parts = [chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([signature, ...parts])
}

// Guarantee: only what a decoder can draw as PNG, JPEG or WebP is ever stored.
test.each<[string, () => Buffer | Promise<Buffer>, Named?]>([
  ['an SVG with a script', () => Buffer.from(SVG), { name: 'a.svg', type: 'image/svg+xml' }],
  ['an SVG that says it is a PNG', () => Buffer.from(SVG), { name: 'a.png', type: 'image/png' }],
  ['a page', () => Buffer.from(`<html>${SCRIPT}</html>`), { name: 'a.html', type: 'text/html' }],
  ['a GIF', () => canvas().gif().toBuffer()],
  ['a TIFF', () => canvas().tiff().toBuffer()],
  ['an AVIF', () => canvas(16, 16).avif({ effort: 0 }).toBuffer()],
  ['a PDF', () => Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj')],
  ['a ZIP', () => Buffer.from('PK\u0003\u0004')],
  ['a page behind the first bytes of a JPEG', () => begun([0xff, 0xd8, 0xff], SCRIPT)],
  ['a page behind the first bytes of a PNG', () => begun([0x89, 0x50, 0x4e, 0x47], SCRIPT)],
  ['a page behind the first bytes of a WebP', () => Buffer.from(`RIFF\0\0\0\0WEBP${SCRIPT}`)],
  ['half a JPEG', async () => half(await canvas(900, 900).jpeg({ quality: 100 }).toBuffer())],
  ['half a PNG', async () => half(await noise())],
  ['a PNG with a broken sum', async () => spoilt(await noise())],
  ['a PNG whose pixels are missing', () => promised(3000, 3000, Buffer.alloc(10))],
])('%s is refused and nothing is stored', async (_what, make, named = {}) => {
  const { db } = house.now.system.deps
  const before = await db.collection('picture_files').countDocuments()
  expect(await upload(await make(), named)).toMatchObject({
    status: 422,
    code: 'picture-not-readable',
  })
  expect(await db.collection('picture_files').countDocuments()).toBe(before)
})

const begun = (bytes: number[], rest: string) =>
  Buffer.concat([Buffer.from(bytes), Buffer.from(rest)])
const half = (file: Buffer) => file.subarray(0, Math.floor(file.length / 2))
const noise = () =>
  sharp({
    create: {
      width: 64,
      height: 64,
      channels: 3,
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
      background: '#000',
    },
  })
    .png()
    .toBuffer()
function spoilt(file: Buffer): Buffer {
  const copy = Buffer.from(file)
  copy.writeUInt8((copy[Math.floor(copy.length / 2)] ?? 0) ^ 0xff, Math.floor(copy.length / 2))
  return copy
}

// Guarantee: a small file cannot make the process unpack a huge picture.
test.each([
  ['50,000 by 50,000', () => promised(50_000, 50_000, Buffer.alloc(1_000_000))],
  ['one pixel high and 60,000 wide', () => promised(60_000, 1, Buffer.alloc(60_001))],
  ['8,000 by 5,001', async () => await canvas(8000, 5001).png().toBuffer()],
])('a picture of %s is refused before it is drawn, soon', async (_what, make) => {
  const file = await make()
  expect(file.length).toBeLessThan(1_000_000)
  const startedAt = performance.now()
  expect(await upload(file)).toMatchObject({ status: 422, code: 'picture-too-large' })
  expect(performance.now() - startedAt).toBeLessThan(2_000)
})

// Guarantee: what comes out is drawn anew: nothing that was hidden in the file, and no word of where it was taken.
test.each<[string, () => Promise<Buffer>]>([
  ['a page behind a PNG', async () => Buffer.concat([await png(), Buffer.from(SCRIPT)])],
  [
    'a ZIP behind a JPEG',
    async () => Buffer.concat([await jpeg(), Buffer.from(`PK\u0003\u0004${SCRIPT}`)]),
  ],
  ['a script in a comment of a JPEG', async () => commented(await jpeg())],
  [
    'a place and a name in the metadata',
    () =>
      canvas()
        .withExif({ IFD0: { Artist: SCRIPT }, IFD3: { GPSLatitude: '22/1 32/1 0/1' } })
        .jpeg()
        .toBuffer(),
  ],
])('%s does not come out again', async (_what, make) => {
  const file = await make()
  const { status, url } = await upload(file)
  expect(status).toBe(201)
  for (const { rawPayload, headers } of await served(url)) {
    expect(rawPayload.includes('alert(')).toBe(false)
    const { exif, xmp, icc, iptc, format } = await sharp(rawPayload).metadata()
    expect({ exif, xmp, icc, iptc, format }).toEqual({ format: 'jpeg' })
    expect(headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
    })
  }
})

/** Comment segment right after the start of the image. */
function commented(file: Buffer): Buffer {
  const text = Buffer.from(SCRIPT)
  const head = Buffer.from([0xff, 0xfe, 0, text.length + 2])
  return Buffer.concat([file.subarray(0, 2), head, text, file.subarray(2)])
}

test('a picture with the name and type of something else is taken for what it is', async () => {
  const { status, url } = await upload(await png(), { name: '../../x.php', type: 'text/html' })
  expect(status).toBe(201)
  const [answer] = await served(url)
  expect(answer?.headers['content-type']).toBe('image/jpeg')
})

// Guarantee: what may be large is taken as a stream only: no body is held as a whole because it calls itself JSON.
test('a sheet that comes as JSON is refused, whatever its size', async () => {
  const answer = await house.now.app.inject({
    method: 'POST',
    url: '/api/imports?kind=members',
    headers: { ...admin, 'content-type': 'application/json' },
    payload: JSON.stringify('x'.repeat(1_000_000)),
  })
  expect({ status: answer.statusCode, ...answer.json<object>() }).toMatchObject({
    status: 415,
    code: 'media-type-unsupported',
  })
})
