import { Button, Input, Select } from 'antd'
import { useState, type FormEvent } from 'react'
import { copy } from '../copy.js'

const SIGNS = 12
const WHOLE = /^[2-9AC-HJKMNP-TV-Z]{12}$/

type Props = {
  stores: readonly { value: string; label: string }[]
  storeCode: string | undefined
  onStore: (storeCode: string) => void
  onCode: (code: string) => void
}

/** Store and code. The field keeps the focus: a scanner types the code and the Enter key. */
export function AskCode({ stores, storeCode, onStore, onCode }: Props) {
  const [code, setCode] = useState('')
  const [isWrong, setWrong] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const isWhole = WHOLE.test(code)
    setWrong(!isWhole)
    if (isWhole && storeCode !== undefined) {
      onCode(code)
    }
  }
  return (
    <form className="ask-code" onSubmit={submit}>
      <label>
        <span>{copy.store}</span>
        <Select
          size="large"
          aria-label={copy.store}
          placeholder={copy.chooseStore}
          value={storeCode}
          onChange={onStore}
          options={[...stores]}
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: 240 }}
        />
      </label>
      <label>
        <span>{copy.code}</span>
        <Input
          size="large"
          autoFocus
          autoComplete="off"
          aria-label={copy.code}
          placeholder={copy.codeHint}
          status={isWrong ? 'error' : ''}
          value={grouped(code)}
          onChange={(event) => setCode(signsOf(event.target.value))}
          style={{ width: 260 }}
        />
      </label>
      <Button size="large" type="primary" htmlType="submit" disabled={storeCode === undefined}>
        {copy.find}
      </Button>
      {isWrong && (
        <p className="bad" role="alert">
          {copy.codeWrong}
        </p>
      )}
    </form>
  )
}

const signsOf = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, SIGNS)
const grouped = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-')
