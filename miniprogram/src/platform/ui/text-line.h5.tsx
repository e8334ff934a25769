import type { TextLineProps } from './text-line.types'

export function TextLine({ value, onChange, label, placeholder, maxLength }: TextLineProps) {
  return (
    <input
      className="text-line"
      type="text"
      aria-label={label}
      value={value}
      placeholder={placeholder}
      maxLength={maxLength}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
