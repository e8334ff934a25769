import './states.css'

/** A grey place-holder of the height that the content will have, in px; `width` is any CSS length. */
export function Bone({ height = 14, width = '100%' }: { height?: number; width?: string }) {
  return <span className="bone" style={{ height, width }} aria-hidden="true" />
}
