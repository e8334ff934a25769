import { Input, Select } from 'antd'
import { useCategories } from '../api/categories.js'
import { copy, kinds } from '../copy.js'

type Values = Record<'category' | 'kind' | 'min' | 'max', string | undefined>
type Props = { values: Values; onChange: (values: Partial<Values>) => void }

/** Category, kind and price band of the list. */
export function ProductFilters({ values, onChange }: Props) {
  const categories = useCategories().data ?? []
  return (
    <div className="card-pad" style={{ display: 'flex', gap: 8, paddingBlock: 12 }}>
      <Select
        aria-label={copy.category}
        style={{ width: 140 }}
        value={values.category ?? ''}
        onChange={(category) => onChange({ category: category || undefined })}
        options={[
          { value: '', label: copy.anyCategory },
          ...categories.map((category) => ({ value: category, label: category })),
        ]}
      />
      <Select
        aria-label={copy.kind}
        style={{ width: 120 }}
        value={values.kind ?? ''}
        onChange={(kind) => onChange({ kind: kind || undefined })}
        options={[
          { value: '', label: copy.anyKind },
          ...Object.entries(kinds).map(([value, label]) => ({ value, label })),
        ]}
      />
      <Yuan label={copy.minPrice} value={values.min} onSet={(min) => onChange({ min })} />
      <Yuan label={copy.maxPrice} value={values.max} onSet={(max) => onChange({ max })} />
    </div>
  )
}

type YuanProps = {
  label: string
  value: string | undefined
  onSet: (value: string | undefined) => void
}

function Yuan({ label, value, onSet }: YuanProps) {
  const set = (typed: string) => onSet(typed.trim() === '' ? undefined : typed.trim())
  return (
    <Input
      key={value}
      aria-label={label}
      placeholder={label}
      prefix="¥"
      style={{ width: 110 }}
      inputMode="decimal"
      maxLength={9}
      allowClear
      defaultValue={value}
      onPressEnter={(event) => set(event.currentTarget.value)}
      onBlur={(event) => event.target.value.trim() !== (value ?? '') && set(event.target.value)}
      onClear={() => onSet(undefined)}
    />
  )
}
