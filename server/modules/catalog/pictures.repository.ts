import type { Connection } from 'mongoose'
import type { Id } from '../../platform/ids/index.js'
import type { Tx } from '../../platform/mongo/index.js'
import { pictureFileModel, pictureModel, type PictureDocument } from './pictures.model.js'

export type PictureFile = Readonly<{ contentType: string; bytes: Buffer }>
/** The same picture in each width of the contract. */
export type Variants = ReadonlyMap<number, PictureFile>

export type Pictures = ReturnType<typeof picturesRepository>
export function picturesRepository(db: Connection) {
  const pictures = pictureModel(db)
  const files = pictureFileModel(db)
  return {
    async insert(picture: PictureDocument, variants: Variants, { tx }: { tx: Tx }): Promise<void> {
      const documents = [...variants].map(([width, file]) => ({
        _id: `${picture._id}:${width}`,
        ...file,
      }))
      await files.insertMany(documents, { session: tx })
      await pictures.insertMany([picture], { session: tx })
    },

    async file(pictureId: Id<'pic'>, width: number): Promise<PictureFile | null> {
      const document = await files.findById(`${pictureId}:${width}`)
      return document === null ? null : { contentType: document.contentType, bytes: document.bytes }
    },

    /** How many of these ids (at most 9, repeats count once) are pictures. */
    countKnown(ids: readonly Id<'pic'>[]): Promise<number> | number {
      return ids.length === 0 ? 0 : pictures.countDocuments({ _id: { $in: [...new Set(ids)] } })
    },
  }
}
