import { Button, Input, Select } from 'antd'
import { useState, type FormEvent } from 'react'
import { copy } from '../copy.js'

const DIGITS = 6

type Props = {
  stores: readonly { value: string; label: string }[]
  storeCode: string | undefined
  onStore: (storeCode: string) => void
  onCode: (code: string) => void
}

/** Store and code. The field keeps the focus: staff type one code after the other. */
export function AskCode({ stores, storeCode, onStore, onCode }: Props) {
  const [code, setCode] = useState('')
  const [isWrong, setWrong] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const isWhole = code.length === DIGITS
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
          inputMode="numeric"
          autoComplete="off"
          aria-label={copy.code}
          placeholder={copy.codeHint}
          maxLength={DIGITS}
          status={isWrong ? 'error' : ''}
          value={code}
          onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
          style={{ width: 180 }}
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
