import { Input, Select } from 'antd'
import { copy, STATES, states } from '../copy.js'

/** Stands for `waiting` in the address: those that have waited for more than 30 days. */
export const LONG_WAITING = 'long'

type Name = 'state' | 'source' | 'type' | 'reason' | 'search'
type Filters = {
  values: Record<Name, string | undefined>
  set: (changes: Partial<Record<Name, string | undefined>>) => void
}

/** What the list of events is narrowed by. */
export function EventFilters({ filters }: { filters: Filters }) {
  return (
    <div className="filter-bar">
      <Select
        aria-label={copy.state}
        style={{ width: 140 }}
        value={filters.values.state ?? ''}
        onChange={(value) => filters.set({ state: value, reason: undefined })}
        options={[
          { value: '', label: copy.anyState },
          ...STATES.map((state) => ({ value: state, label: states[state].text })),
          { value: LONG_WAITING, label: copy.longWaiting },
        ]}
      />
      <Word filters={filters} name="source" label={copy.source} width={120} />
      <Word filters={filters} name="type" label={copy.type} width={180} />
      {filters.values.state === 'dead' && (
        <Word filters={filters} name="reason" label={copy.reason} width={180} />
      )}
      <Word filters={filters} name="search" label={copy.search} width={240} />
    </div>
  )
}

type WordProps = { filters: Filters; name: Exclude<Name, 'state'>; label: string; width: number }

function Word({ filters, name, label, width }: WordProps) {
  const value = filters.values[name]
  return (
    <Input
      key={value}
      aria-label={label}
      placeholder={label}
      style={{ width }}
      allowClear
      defaultValue={value}
      onPressEnter={(event) => filters.set({ [name]: event.currentTarget.value.trim() })}
      onClear={() => filters.set({ [name]: undefined })}
    />
  )
}
