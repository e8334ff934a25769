import { UploadOutlined } from '@ant-design/icons'
import { App, Button, Modal } from 'antd'
import { useState, type ChangeEvent } from 'react'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { useCheckSheet, useTakeIn } from '../api/take-in.js'
import { copy, errors } from '../copy.js'
import { SheetReport } from './sheet-report.js'

const WIDTH = 680

/** Opens what takes a file of products in. */
export function ImportButton() {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button icon={<UploadOutlined />} onClick={() => setOpen(true)}>
        {copy.import}
      </Button>
      {isOpen && <ImportModal onClose={() => setOpen(false)} />}
    </>
  )
}

/** A file is checked when it is chosen; what will change is shown before it does. */
function ImportModal({ onClose }: { onClose: () => void }) {
  const { message } = App.useApp()
  const [file, setFile] = useState<File>()
  const check = useCheckSheet()
  const takeIn = useTakeIn()
  const result = takeIn.data ?? check.data
  const changes = (result?.created ?? 0) + (result?.changed ?? 0) + (result?.stockSet ?? 0)
  const mayApply = file !== undefined && result?.errorCount === 0 && changes > 0
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0]
    event.target.value = ''
    if (chosen !== undefined) {
      setFile(chosen)
      takeIn.reset()
      check.mutate(chosen)
    }
  }
  const apply = () => {
    if (file !== undefined) {
      takeIn.mutate(file, {
        onSuccess: ({ applied, created, changed }) => {
          if (applied) {
            void message.success(copy.done(created + changed))
            onClose()
          }
        },
      })
    }
  }
  const problem = takeIn.error ?? check.error
  return (
    <Modal
      open
      width={WIDTH}
      title={copy.title}
      okText={copy.apply}
      cancelText={copy.cancel}
      okButtonProps={{ disabled: !mayApply }}
      confirmLoading={takeIn.isPending}
      onOk={apply}
      onCancel={onClose}
    >
      <p>{copy.hint}</p>
      <p className="mut sm">{copy.columns}</p>
      <label className="btn" style={{ display: 'inline-block', marginBlock: 8 }}>
        {file === undefined ? copy.choose : copy.again}
        <input
          type="file"
          className="sr"
          aria-label={copy.choose}
          accept=".csv,.txt,.tsv,.xlsx"
          disabled={check.isPending || takeIn.isPending}
          onChange={choose}
        />
      </label>
      {check.isPending && <p role="status">{copy.checking}</p>}
      {problem !== null && (
        <p className="bad" role="alert">
          {sentenceOf(problem, errors)}
        </p>
      )}
      {result !== undefined && problem === null && !check.isPending && (
        <SheetReport name={file?.name ?? ''} result={result} />
      )}
    </Modal>
  )
}
