import { Image, View } from '@tarojs/components'
import { drawingOf } from '../art'

const DEFAULT_TINT = '#EFE3D0'

type Props = {
  name: string
  pictureUrl?: string
  art?: string
  tint?: string
  /** The photo's width in pixels: from the server's fixed list, about twice what is shown. */
  photoPx?: 200 | 400 | 800
  className?: string
}

/** The product's photo, or its drawing on a tinted block. The name stands beside it in words. */
export function Picture({
  name,
  pictureUrl,
  art,
  tint = DEFAULT_TINT,
  photoPx = 400,
  className = '',
}: Props) {
  return (
    <View className={`picture ${className}`} style={{ backgroundColor: tint }}>
      <Image
        className={pictureUrl === undefined ? 'picture-art' : 'picture-photo'}
        mode={pictureUrl === undefined ? 'aspectFit' : 'aspectFill'}
        src={pictureUrl === undefined ? drawingOf(art, name) : photo(pictureUrl, photoPx)}
        imgProps={{ alt: '' }}
      />
    </View>
  )
}

/** Our own pictures come in several widths; other addresses are used as they are. */
const photo = (url: string, widthPx: number): string =>
  url.startsWith('/') ? `${process.env.API_BASE ?? ''}${url}?w=${widthPx}` : url
