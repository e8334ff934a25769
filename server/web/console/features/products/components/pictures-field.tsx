import { CloseOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import type { ChangeEvent } from 'react'
import { uploadPicture } from '../../../../shared/http/upload.js'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { ProductPicture } from '../../../../shared/kit/product-picture.js'
import { copy, errors } from '../copy.js'
import type { Fields } from './product-fields.js'
import styles from './product-form.module.css'

type Pictures = Fields['pictures']
/** `value` and `onChange` are given by the form's item. */
type Props = { disabled: boolean; value?: Pictures; onChange?: (pictures: Pictures) => void }

const MOST = 9
const TYPES = 'image/png,image/jpeg,image/webp'

/** Up to nine pictures; one that is chosen is stored at once and used once the form is saved. */
export function PicturesField({ disabled, value = [], onChange }: Props) {
  const upload = useMutation({ mutationFn: uploadPicture })
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (file !== undefined) {
      upload.mutate(file, {
        onSuccess: ({ pictureId, url }) => onChange?.([...value, { pictureId, url }]),
      })
    }
  }
  return (
    <>
      <div className={styles.pictures}>
        {value.map((picture) => (
          <span key={picture.pictureId} className={styles.picture}>
            <ProductPicture name="" url={picture.url} size={72} />
            <button
              type="button"
              aria-label={copy.removePicture}
              disabled={disabled}
              onClick={() => onChange?.(value.filter((other) => other !== picture))}
            >
              <CloseOutlined />
            </button>
          </span>
        ))}
        {value.length < MOST && (
          <AddPicture disabled={disabled || upload.isPending} onChoose={choose} />
        )}
      </div>
      {upload.isError && (
        <p className="bad sm" role="alert">
          {sentenceOf(upload.error, errors)}
        </p>
      )}
    </>
  )
}

type AddProps = { disabled: boolean; onChoose: (event: ChangeEvent<HTMLInputElement>) => void }

function AddPicture({ disabled, onChoose }: AddProps) {
  return (
    <label className={styles.add} aria-disabled={disabled}>
      {copy.addPicture}
      <input type="file" className="sr" accept={TYPES} disabled={disabled} onChange={onChoose} />
    </label>
  )
}
