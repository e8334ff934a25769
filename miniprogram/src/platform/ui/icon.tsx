import { Image } from '@tarojs/components'
import { iconAddress, type IconName } from './icons'

export const INK = { ink: '#1F1E1C', soft: '#4D4A46', quiet: '#6B6762', brand: '#C8402F' } as const

type Props = { name: IconName; size: number; colour?: string; className?: string }

/** A decoration beside words; it has no text of its own. `size` in CSS pixels. */
export function Icon({ name, size, colour = INK.quiet, className = '' }: Props) {
  return (
    <Image
      className={`icon ${className}`}
      style={{ width: `${size}px`, height: `${size}px` }}
      src={iconAddress(name, colour)}
      imgProps={{ alt: '' }}
    />
  )
}
