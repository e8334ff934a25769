import { SearchOutlined } from '@ant-design/icons'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { copy } from './copy.js'

/** Finds customers from anywhere; "/" jumps into the field. */
export function Search() {
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useSlashKey(() => field.current?.focus())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const search = text.trim()
    if (search !== '') {
      void navigate(`/customers?search=${encodeURIComponent(search)}`)
      setText('')
      field.current?.blur()
    }
  }
  return (
    <form className="search" role="search" onSubmit={submit}>
      <SearchOutlined aria-hidden="true" />
      <input
        ref={field}
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={copy.search}
        aria-label={copy.searchLabel}
        maxLength={64}
      />
      <kbd aria-hidden="true">/</kbd>
    </form>
  )
}

function useSlashKey(act: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const writing = event.target instanceof HTMLElement && event.target.closest('input,textarea')
      if (event.key === '/' && !writing && !event.ctrlKey && !event.metaKey) {
        event.preventDefault()
        act()
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [act])
}
