import sharp from 'sharp'
import { pictureFormat } from '../../../server/modules/catalog/picture-format.js'
import { resizePicture } from '../../../server/modules/catalog/resize-picture.js'

const canvas = (width: number, height: number, alpha = 1) =>
  sharp({ create: { width, height, channels: 4, background: { r: 200, g: 120, b: 60, alpha } } })

test.each([
  ['png', () => canvas(20, 10).png().toBuffer()],
  ['jpeg', () => canvas(20, 10).jpeg().toBuffer()],
  ['webp', () => canvas(20, 10).webp().toBuffer()],
] as const)('the first bytes tell a %s', async (format, make) => {
  expect(pictureFormat(await make())).toBe(format)
})

test.each([
  ['a GIF', Buffer.from('GIF89a')],
  ['a script that is called .png', Buffer.from('<svg onload="alert(1)"></svg>')],
  ['nothing', Buffer.alloc(0)],
])('%s is no picture for us', (_name, bytes) => {
  expect(pictureFormat(bytes)).toBeNull()
})

test('a wide picture comes in every width, a narrow one is never blown up', async () => {
  const wide = await resizePicture(await canvas(2000, 1000).jpeg().toBuffer())
  const widths = wide.ok
    ? await Promise.all(
        [...wide.value.variants].map(
          async ([, file]) => (await sharp(file.bytes).metadata()).width,
        ),
      )
    : []
  expect(widths).toEqual([200, 400, 800, 1600])
  const narrow = await resizePicture(await canvas(300, 300).webp().toBuffer())
  expect(narrow).toMatchObject({ ok: true, value: { width: 300, height: 300 } })
})

// Guarantee: where the photo was taken stays with the one who took it.
test('metadata of an upload does not come out again', async () => {
  const tagged = canvas(400, 400).withExif({ IFD0: { Artist: 'secret-artist' } })
  const file = await tagged.jpeg().toBuffer()
  expect(file.includes('secret-artist')).toBe(true)
  const resized = await resizePicture(file)
  const kept =
    resized.ok &&
    [...resized.value.variants.values()].some(({ bytes }) => bytes.includes('secret-artist'))
  expect(kept).toBe(false)
})

test('a see-through picture stays see-through', async () => {
  const resized = await resizePicture(await canvas(300, 300, 0.4).png().toBuffer())
  const types = resized.ok
    ? [...resized.value.variants.values()].map((file) => file.contentType)
    : []
  expect(new Set(types)).toEqual(new Set(['image/png']))
})

test('a file that only begins like a picture is refused', async () => {
  const broken = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(2000, 7)])
  expect(await resizePicture(broken)).toEqual({ ok: false, code: 'picture-not-readable' })
})

test('a picture with more pixels than fit in memory is refused before it is unpacked', async () => {
  const huge = await canvas(8000, 5001).png({ compressionLevel: 9 }).toBuffer()
  expect(await resizePicture(huge)).toEqual({ ok: false, code: 'picture-too-large' })
})
