import { SearchOutlined } from '@ant-design/icons'
import { Input } from 'antd'
import { useState } from 'react'

type Props = {
  label: string
  placeholder: string
  value: string
  onSearch: (text: string) => void
  width?: number
}

/** A search box that asks on Enter, and at once when it is cleared. */
export function SearchField({ label, placeholder, value, onSearch, width = 280 }: Props) {
  const [typed, setTyped] = useState({ of: value, text: value })
  const text = typed.of === value ? typed.text : value
  const change = (next: string) => {
    setTyped({ of: value, text: next })
    if (next === '') {
      onSearch('')
    }
  }
  return (
    <Input
      type="search"
      aria-label={label}
      placeholder={placeholder}
      prefix={<SearchOutlined aria-hidden />}
      allowClear
      maxLength={64}
      style={{ width }}
      value={text}
      onChange={(event) => change(event.target.value)}
      onPressEnter={() => onSearch(text.trim())}
    />
  )
}
