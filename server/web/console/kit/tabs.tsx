import { useRef, type KeyboardEvent } from 'react'
import './tabs.css'

export type Tab<Key extends string> = { key: Key; label: string; count?: number }
type Props<Key extends string> = {
  label: string
  tabs: readonly Tab<Key>[]
  active: Key
  onChange: (key: Key) => void
}

export const panelId = (key: string): string => `panel-${key}`

/** Tabs with counts, as on the customer's page; arrow keys move along them. */
export function Tabs<Key extends string>({ label, tabs, active, onChange }: Props<Key>) {
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) {
      return
    }
    const index = tabs.findIndex((tab) => tab.key === active)
    const next = (index + step + tabs.length) % tabs.length
    const target = tabs[next]
    if (target !== undefined) {
      onChange(target.key)
      list.current?.querySelectorAll('button')[next]?.focus()
    }
  }
  return (
    <div className="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.key}
          type="button"
          role="tab"
          id={`tab-${tab.key}`}
          aria-selected={tab.key === active}
          aria-controls={tab.key === active ? panelId(tab.key) : undefined}
          tabIndex={tab.key === active ? 0 : -1}
          onClick={() => onChange(tab.key)}
        >
          {tab.label}
          {tab.count !== undefined && <small>{tab.count}</small>}
        </button>
      ))}
    </div>
  )
}
