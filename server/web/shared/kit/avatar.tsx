import { useState } from 'react'

type Props = {
  name?: string | null | undefined
  src?: string | null | undefined
  size?: number
  square?: boolean
}

/** The picture, else (none, or it does not load) the first character of the name on a tinted ground. */
export function Avatar({ name, src, size = 28, square = false }: Props) {
  const [failed, setFailed] = useState<string>()
  const style = {
    width: size,
    height: size,
    fontSize: Math.round(size * 0.4),
    ...(square ? { borderRadius: 6 } : {}),
  }
  const initial = Array.from(name?.trim() ?? '')[0] ?? '客'
  return (
    <span className="avatar" style={style} aria-hidden="true">
      {src && failed !== src ? (
        <img src={src} alt="" referrerPolicy="no-referrer" onError={() => setFailed(src)} />
      ) : (
        initial
      )}
    </span>
  )
}
