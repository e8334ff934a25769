import { Schema, type Connection } from 'mongoose'
import type { Id } from '../../platform/ids/index.js'

export type PictureDocument = { _id: Id<'pic'>; width: number; height: number; createdAt: Date }
/** One width of a picture, at most 1 MB: well under the 16 MB of a document. */
export type PictureFileDocument = { _id: string; contentType: string; bytes: Buffer }

const required = <T>(type: T) => ({ type, required: true }) as const
const pictures = new Schema(
  {
    _id: required(String),
    width: required(Number),
    height: required(Number),
    createdAt: required(Date),
  },
  { collection: 'pictures', strict: 'throw', versionKey: false },
)
const files = new Schema(
  {
    _id: required(String), // <picture>:<width>
    contentType: { ...required(String), enum: ['image/jpeg', 'image/png'] },
    bytes: required(Buffer),
  },
  { collection: 'picture_files', strict: 'throw', versionKey: false },
)

export const pictureModel = (db: Connection) => db.model('Picture', pictures)
export const pictureFileModel = (db: Connection) => db.model('PictureFile', files)
