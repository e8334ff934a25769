import { Image, View } from '@tarojs/components'
import { drawingOf } from '../art'

const DEFAULT_TINT = '#EFE3D0'

type Props = {
  name: string
  pictureUrl?: string
  art?: string
  tint?: string
  className?: string
}

/** The product's photo, or its drawing on a tinted block. The name stands beside it in words. */
export function Picture({ name, pictureUrl, art, tint = DEFAULT_TINT, className = '' }: Props) {
  return (
    <View className={`picture ${className}`} style={{ backgroundColor: tint }}>
      <Image
        className={pictureUrl === undefined ? 'picture-art' : 'picture-photo'}
        mode={pictureUrl === undefined ? 'aspectFit' : 'aspectFill'}
        src={pictureUrl === undefined ? drawingOf(art, name) : absolute(pictureUrl)}
        imgProps={{ alt: '' }}
      />
    </View>
  )
}

const absolute = (url: string): string =>
  url.startsWith('/') ? (process.env.API_BASE ?? '') + url : url
