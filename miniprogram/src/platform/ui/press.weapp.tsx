import { Button } from '@tarojs/components'
import type { PressProps } from './press.types'

export function Press({ onPress, children, className = '', label, disabled = false }: PressProps) {
  return (
    <Button
      className={`press ${className}`}
      hoverClass="press-down"
      aria-label={label}
      disabled={disabled}
      onClick={(event) => {
        event.stopPropagation()
        onPress()
      }}
    >
      {children}
    </Button>
  )
}
