import { useEffect } from 'react'

type Acts = { onStep: (step: 1 | -1) => void; onNumber: (number: number) => void }

/** j and k go along a list, digits choose; not while somebody writes or a dialog is open. */
export function useKeys({ onStep, onNumber }: Acts): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target, key } = event
      const isBusy =
        (target instanceof HTMLElement &&
          target.closest('input,textarea,[role=dialog]') !== null) ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey
      if (isBusy) {
        return
      }
      if (key === 'j' || key === 'k') {
        onStep(key === 'j' ? 1 : -1)
      } else if (/^[1-9]$/.test(key)) {
        event.preventDefault() // else the digit is written into the field that gets the focus
        onNumber(Number(key))
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [onStep, onNumber])
}
