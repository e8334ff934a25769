import { Input } from '@tarojs/components'
import type { TextLineProps } from './text-line.types'

export function TextLine({ value, onChange, label, placeholder, maxLength }: TextLineProps) {
  return (
    <Input
      className="text-line"
      placeholderClass="text-line-hint"
      type="text"
      aria-label={label}
      value={value}
      placeholder={placeholder}
      maxlength={maxLength}
      onInput={(event) => onChange(event.detail.value)}
    />
  )
}
