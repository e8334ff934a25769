/** The product's mark. `size` in px; it has a name for screen readers only where it stands alone. */
export function Mark({ size = 28, title }: { size?: number; title?: string }) {
  const label = title === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': title }
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" {...label}>
      <rect width="28" height="28" rx="7" fill="#C8402F" />
      <rect
        x="6"
        y="6"
        width="16"
        height="16"
        rx="2.5"
        fill="none"
        stroke="#fff"
        strokeWidth="2.2"
      />
      <rect x="11" y="11" width="6" height="6" rx="1.2" fill="#fff" />
    </svg>
  )
}
