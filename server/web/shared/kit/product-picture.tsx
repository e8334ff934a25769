import type { Row } from '../http/answer.js'
import './product-picture.css'

type Product = Row<'/api/products'>
type Art = NonNullable<Product['art']>

/** Simple shapes on a 40 × 40 ground, until the shop uploads a photo. */
const SHAPES: Record<Art, string> = {
  cup: 'M13 13h14l-1.6 15a2 2 0 0 1-2 1.8h-6.8a2 2 0 0 1-2-1.8zM12 10.5h16v2.5H12zM21 10.5l2-5 1.2.5-1.8 4.5z',
  roll: 'M8 20a6 6 0 0 1 6-6h12a6 6 0 0 1 0 12H14a6 6 0 0 1-6-6zm6-3a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  croissant: 'M7 25c1-8 6-13 13-13s12 5 13 13c-3 1-5 0-6-3-1-3-4-5-7-5s-6 2-7 5c-1 3-3 4-6 3z',
  box: 'M10 16h20v13H10zM9 12h22v4H9zM18.7 12h2.6v17h-2.6z',
  bag: 'M12 15h16l1.5 15h-19zM15.5 15v-1a4.5 4.5 0 0 1 9 0v1h-2v-1a2.5 2.5 0 0 0-5 0v1z',
  cake: 'M10 21h20v8H10zM10 17.5a2.5 2.5 0 0 1 2.5-2.5h15a2.5 2.5 0 0 1 2.5 2.5V19H10zM19 9h2v5h-2z',
  bread: 'M10 17a5 5 0 0 1 5-5h10a5 5 0 0 1 3 9v8H12v-8a5 5 0 0 1-2-4z',
  tin: 'M13 11h14v3H13zM14 15.5h12V29H14zM17 19h6v4h-6z',
}
const DEFAULT_TINT = '#F3F1EE'
const SHARPNESS = 2
const WIDTHS = [200, 400, 800, 1600]

type Props = {
  name: string
  url?: string | undefined
  tint?: string | undefined
  art?: Art | undefined
  size?: number
}

/** The product's photo, else its drawn shape on its tint. Decoration: the name stands beside it. */
export function ProductPicture({ name, url, tint, art, size = 40 }: Props) {
  const style = { width: size, height: size, background: tint ?? DEFAULT_TINT }
  const shape = art && SHAPES[art]
  return (
    <span className="product-picture" style={style} aria-hidden="true">
      {url ? (
        <img src={sized(url, size)} alt="" loading="lazy" />
      ) : shape ? (
        <svg viewBox="0 0 40 40" width={size} height={size}>
          <path d={shape} fillRule="evenodd" />
        </svg>
      ) : (
        Array.from(name)[0]
      )}
    </span>
  )
}

/** Our own pictures come in a few widths: the smallest that is sharp at `size`. */
function sized(url: string, size: number): string {
  const width = WIDTHS.find((candidate) => candidate >= size * SHARPNESS)
  return url.includes('/pictures/') && width !== undefined ? `${url}?w=${width}` : url
}
