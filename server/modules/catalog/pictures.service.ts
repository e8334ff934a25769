import type { Clock } from '../../platform/clock/index.js'
import { ok, refuse, type Result } from '../../platform/errors/index.js'
import { newId, type Id } from '../../platform/ids/index.js'
import type { InTransaction } from '../../platform/mongo/index.js'
import { PICTURE_WIDTHS } from './catalog.contract.js'
import type { CatalogRefusal } from './catalog.errors.js'
import type { Actor, Audit } from './catalog.ports.js'
import { pictureUrl } from './picture-url.js'
import type { PictureFile, Pictures } from './pictures.repository.js'
import { resizePicture } from './resize-picture.js'

type Deps = Readonly<{
  pictures: Pictures
  audit: Audit
  inTransaction: InTransaction
  clock: Clock
}>
type Uploaded = Readonly<{ pictureId: Id<'pic'>; url: string; width: number; height: number }>
type Width = (typeof PICTURE_WIDTHS)[number]

export type PictureService = ReturnType<typeof picturesService>
export function picturesService({ pictures, audit, inTransaction, clock }: Deps) {
  return {
    /** Stores a picture under a new id. Refuses `picture-not-readable`, `picture-too-large`. */
    async upload(file: Buffer, actor: Actor): Promise<Result<Uploaded, CatalogRefusal>> {
      const resized = await resizePicture(file)
      if (!resized.ok) {
        return resized
      }
      const { width, height, variants } = resized.value
      const _id = newId('pic')
      await inTransaction(async (tx) => {
        await pictures.insert({ _id, width, height, createdAt: clock.now() }, variants, { tx })
        const subject = { type: 'picture', id: _id }
        const after = { width, height }
        await audit.record({ actor, action: 'picture.upload', subject, after }, { tx })
      })
      return ok({ pictureId: _id, url: pictureUrl(_id), width, height })
    },

    /** The picture in this width, or as narrow as it came. */
    async open(
      pictureId: Id<'pic'>,
      width: Width = 800,
    ): Promise<Result<PictureFile, CatalogRefusal>> {
      const file = await pictures.file(pictureId, width)
      return file === null ? refuse('picture-not-found') : ok(file)
    },
  }
}
