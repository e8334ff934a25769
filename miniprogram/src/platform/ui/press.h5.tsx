import type { PressProps } from './press.types'

/** A real button: Taro's own is a `div` in the H5 that no keyboard reaches. */
export function Press({ onPress, children, className = '', label, disabled, chosen }: PressProps) {
  return (
    <button
      type="button"
      className={`press ${className}`}
      aria-label={label}
      aria-pressed={chosen}
      disabled={disabled}
      onClick={(event) => {
        event.stopPropagation()
        onPress()
      }}
    >
      {children}
    </button>
  )
}
