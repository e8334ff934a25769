export type TextLineProps = {
  value: string
  onChange: (value: string) => void
  label: string
  placeholder: string
  maxLength: number
}
