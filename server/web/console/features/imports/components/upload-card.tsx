import { Segmented, Spin } from 'antd'
import { useState, type ChangeEvent, type DragEvent } from 'react'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { Card } from '../../../../shared/kit/card.js'
import { useUpload } from '../api/change-import.js'
import type { ImportKind } from '../api/imports.js'
import { copy, errors, heads, kinds } from '../copy.js'
import styles from './imports.module.css'

const TYPES = '.csv,.txt,.tsv,.xlsx'

/** Choose or drop one file; it is stored at once and opens with its columns. */
export function UploadCard({ onUploaded }: { onUploaded: (importId: string) => void }) {
  const [kind, setKind] = useState<ImportKind>('members')
  const upload = useUpload()
  const take = (file: File | undefined) => {
    if (file !== undefined && !upload.isPending) {
      upload.mutate({ kind, file }, { onSuccess: ({ importId }) => onUploaded(importId) })
    }
  }
  return (
    <Card
      title={copy.choose}
      extra={
        <Segmented
          aria-label={copy.kind}
          value={kind}
          disabled={upload.isPending}
          onChange={setKind}
          options={[
            { value: 'members', label: kinds.members },
            { value: 'orders', label: kinds.orders },
          ]}
        />
      }
    >
      <Drop isBusy={upload.isPending} onFile={take} />
      <p className="card-pad mut sm">
        {copy.template}
        {heads[kind]}
      </p>
      {upload.isError && (
        <p className="card-pad bad sm" role="alert">
          {sentenceOf(upload.error, errors)}
        </p>
      )}
    </Card>
  )
}

type DropProps = { isBusy: boolean; onFile: (file: File | undefined) => void }

function Drop({ isBusy, onFile }: DropProps) {
  const [isOver, setOver] = useState(false)
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    onFile(event.target.files?.[0])
    event.target.value = ''
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFile(event.dataTransfer.files[0])
  }
  const over = (event: DragEvent) => {
    event.preventDefault()
    setOver(true)
  }
  return (
    <label
      className={`${styles.drop} ${isOver ? styles.over : ''}`}
      aria-disabled={isBusy}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {isBusy ? <Spin /> : <span className="btn primary">{copy.choose}</span>}
      <span className="mut sm" role="status">
        {isBusy ? copy.uploading : copy.chooseHint}
      </span>
      <input
        type="file"
        className="sr"
        aria-label={copy.choose}
        accept={TYPES}
        disabled={isBusy}
        onChange={choose}
      />
    </label>
  )
}
