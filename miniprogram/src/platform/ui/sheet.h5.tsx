import { useEffect, useRef } from 'react'
import { SheetBody } from './sheet-body'
import type { SheetProps } from './sheet.types'

/** A panel from the bottom. Takes the focus, Escape or a tap beside it closes, the focus goes back. */
export function Sheet(props: SheetProps) {
  const { title, onClose } = props
  const panel = useRef<HTMLDivElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const before = document.activeElement
    panel.current?.focus()
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && close.current()
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', onKey)
      if (before instanceof HTMLElement) {
        before.focus()
      }
    }
  }, [])
  return (
    <div className="sheet">
      <div className="sheet-shade" onClick={onClose} />
      <div
        ref={panel}
        className="sheet-panel"
        role="dialog"
        aria-modal="true"
        aria-label={title}
        tabIndex={-1}
      >
        <SheetBody {...props} />
      </div>
    </div>
  )
}
