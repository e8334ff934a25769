import { AutoComplete, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useStaffOptions } from '../api/staff-options.js'
import type { FilterName, FilterValues } from '../filter.js'
import { list } from '../list-copy.js'
import styles from './list.module.css'

type Props = {
  values: FilterValues
  set: (changes: FilterValues) => void
  /** Tags to propose: those on the page. */
  tags: readonly string[]
  mayReadStaff: boolean
  onReset: (() => void) | undefined
}

/** What the list is narrowed by; everything stands in the address. */
export function FilterBar({ values, set, tags, mayReadStaff, onReset }: Props) {
  return (
    <div className={styles.filters} role="group" aria-label={list.filters}>
      {mayReadStaff && <Staff value={values.staff} set={set} />}
      <Tag key={`tag${values.tag}`} value={values.tag} tags={tags} set={set} />
      <Select
        aria-label={list.ordered}
        style={{ width: 104 }}
        value={values.ordered ?? ''}
        onChange={(ordered) =>
          set(ordered === 'no' ? { ordered, paidFrom: '', paidTo: '' } : { ordered })
        }
        options={[
          { value: '', label: list.anyOrdered },
          { value: 'yes', label: list.orderedYes },
          { value: 'no', label: list.orderedNo },
        ]}
      />
      {values.ordered !== 'no' && (
        <Days label={list.lastPaid} names={['paidFrom', 'paidTo']} values={values} set={set} />
      )}
      <Sum key={`sum${values.minNet}`} value={values.minNet} set={set} />
      <Days label={list.firstSeen} names={['seenFrom', 'seenTo']} values={values} set={set} />
      {onReset && (
        <Button type="link" size="small" onClick={onReset}>
          {list.reset}
        </Button>
      )}
    </div>
  )
}

type OneProps = { value: string | undefined; set: Props['set'] }

function Staff({ value, set }: OneProps) {
  const staff = useStaffOptions(true)
  const known = staff.data?.items.map(({ userid, name }) => ({ value: userid, label: name })) ?? []
  const isKnown = value === undefined || known.some((option) => option.value === value)
  return (
    <Select
      aria-label={list.staff}
      style={{ width: 128 }}
      showSearch={{ optionFilterProp: 'label' }}
      loading={staff.isPending}
      value={value ?? ''}
      onChange={(userid) => set({ staff: userid })}
      options={[
        { value: '', label: list.anyStaff },
        ...known,
        ...(isKnown ? [] : [{ value, label: value }]),
      ]}
    />
  )
}

function Tag({ value, tags, set }: OneProps & { tags: readonly string[] }) {
  return (
    <AutoComplete
      style={{ width: 128 }}
      defaultValue={value ?? ''}
      options={tags.map((tag) => ({ value: tag }))}
      showSearch={{ filterOption: (typed, option) => option?.value.includes(typed) ?? false }}
      onSelect={(tag: string) => set({ tag })}
    >
      <Input
        aria-label={list.tag}
        placeholder={list.tag}
        allowClear
        maxLength={60}
        onPressEnter={(event) => set({ tag: event.currentTarget.value.trim() })}
        onBlur={(event) => set({ tag: event.currentTarget.value.trim() })}
        onClear={() => set({ tag: '' })}
      />
    </AutoComplete>
  )
}

function Sum({ value, set }: OneProps) {
  const put = (typed: string) => set({ minNet: typed.trim() })
  return (
    <span className={styles.field}>
      {list.minNet}
      <Input
        aria-label={list.minNet}
        style={{ width: 104 }}
        suffix={list.yuan}
        inputMode="decimal"
        maxLength={10}
        defaultValue={value}
        onPressEnter={(event) => put(event.currentTarget.value)}
        onBlur={(event) => put(event.currentTarget.value)}
      />
    </span>
  )
}

type DaysProps = {
  label: string
  names: readonly [FilterName, FilterName]
  values: FilterValues
  set: Props['set']
}

/** Two days, both within. */
function Days({ label, names: [from, to], values, set }: DaysProps) {
  return (
    <span className={styles.field}>
      {label}
      <Day
        label={list.from(label)}
        value={values[from]}
        max={values[to]}
        onChange={(day) => set({ [from]: day })}
      />
      {list.until}
      <Day
        label={list.to(label)}
        value={values[to]}
        min={values[from]}
        onChange={(day) => set({ [to]: day })}
      />
    </span>
  )
}

type DayProps = {
  label: string
  value: string | undefined
  min?: string | undefined
  max?: string | undefined
  onChange: (day: string) => void
}

/** The browser's own calendar; while it is empty and nobody types it says so in one word. */
function Day({ label, value = '', min, max, onChange }: DayProps) {
  const [isActive, setActive] = useState(false)
  const isDate = isActive || value !== ''
  return (
    <Input
      type={isDate ? 'date' : 'text'}
      aria-label={label}
      placeholder={list.anyDay}
      style={{ width: isDate ? 138 : 84 }}
      min={min}
      max={max}
      value={value}
      onFocus={() => setActive(true)}
      onBlur={() => setActive(false)}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
