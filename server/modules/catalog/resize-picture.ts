import sharp from 'sharp'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import { PICTURE_WIDTHS } from './catalog.contract.js'
import { pictureFormat } from './picture-format.js'
import type { PictureFile, Variants } from './pictures.repository.js'

/** 40 megapixels: more than any phone's camera, little enough to unpack in memory (160 MB at most). */
const MAX_PIXELS = 40_000_000
/** A side longer than any camera's: a strip of few pixels that no screen can show. */
const MAX_SIDE = 20_000
const MAX_VARIANT_BYTES = 1024 * 1024
/** Tried from the left until the file fits; nobody sees the difference between the first two. */
const QUALITIES = [82, 70, 55, 40] as const

type Resized = Readonly<{ width: number; height: number; variants: Variants }>
type ResizeRefusal = 'picture-not-readable' | 'picture-too-large'

/**
 * Makes every width of the contract from an uploaded file. The answer is drawn anew from the pixels: metadata (a
 * phone's GPS position) and anything hidden behind the picture stay out. Refuses what is not a picture inside.
 */
export async function resizePicture(file: Buffer): Promise<Result<Resized, ResizeRefusal>> {
  if (pictureFormat(file) === null) {
    return refuse('picture-not-readable')
  }
  try {
    const { width = 0, height = 0, hasAlpha } = await sharp(file, LIMITS).metadata()
    if (width * height > MAX_PIXELS || Math.max(width, height) > MAX_SIDE) {
      return refuse('picture-too-large')
    }
    const variants = new Map<number, PictureFile>()
    for (const wanted of PICTURE_WIDTHS) {
      variants.set(wanted, await variant(file, wanted, hasAlpha))
    }
    const largest = variants.get(PICTURE_WIDTHS[PICTURE_WIDTHS.length - 1] ?? 0)
    const shown = await sharp(largest?.bytes).metadata()
    return ok({ width: shown.width, height: shown.height, variants })
  } catch {
    // the first bytes were right and the rest is broken: the library throws on what it cannot decode
    return refuse('picture-not-readable')
  }
}

const LIMITS = { limitInputPixels: false, failOn: 'error' } as const

/** PNG where something is see-through, else JPEG: old WeChat clients on iOS do not show WebP. */
async function variant(file: Buffer, width: number, hasAlpha: boolean): Promise<PictureFile> {
  const scaled = () =>
    sharp(file, { ...LIMITS, limitInputPixels: MAX_PIXELS })
      .autoOrient()
      .resize({ width, withoutEnlargement: true })
  let bytes = Buffer.alloc(0)
  for (const quality of QUALITIES) {
    bytes = hasAlpha
      ? await scaled().png({ palette: true, quality }).toBuffer()
      : await scaled().jpeg({ quality, mozjpeg: true }).toBuffer()
    if (bytes.length <= MAX_VARIANT_BYTES) {
      break
    }
  }
  return { contentType: hasAlpha ? 'image/png' : 'image/jpeg', bytes }
}
