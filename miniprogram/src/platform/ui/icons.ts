/** Line drawings on a 24 × 24 grid, stroke 1.8, in one colour. */
export const ICONS = {
  home: '<path d="M3 11.500 12 3.500l9 8"/><path d="M5.500 9.800V20.500h13V9.800"/><path d="M9.800 20.500v-6h4.400v6"/>',
  cup: '<path d="M4.500 10.500h12v5a5.500 5.500 0 0 1-5.500 5.500h-1a5.500 5.500 0 0 1-5.500-5.500z"/><path d="M16.500 12h2a1.800 1.800 0 0 1 1.800 1.800v.9a1.800 1.800 0 0 1-1.800 1.800h-2.100"/><path d="M7 3.500v3.600M10.500 3.500v3.600M14 3.500v3.600"/>',
  receipt:
    '<path d="M5 3.500h14v17H5z"/><path d="M8.500 8.300h7M8.500 12h7"/><path d="M5 15.500h3.800a3.300 3.300 0 0 0 6.400 0H19"/>',
  person: '<circle cx="12" cy="8" r="4.700"/><path d="M3.800 20.800a8.300 8.300 0 0 1 16.400 0"/>',
  pin: '<path d="M12 21c4.500-4.300 6.800-7.900 6.800-11A6.800 6.800 0 0 0 5.200 10c0 3.100 2.300 6.700 6.800 11z"/><circle cx="12" cy="10" r="2.600"/>',
  down: '<path d="m5 9 7 7 7-7"/>',
  right: '<path d="m9 5 7 7-7 7"/>',
  left: '<path d="m15 4.500-7.500 7.500 7.500 7.500"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  minus: '<path d="M5 12h14"/>',
  bag: '<path d="M5 8.500h14l1 12H4z"/><path d="M8.500 11V7a3.500 3.500 0 0 1 7 0v4"/>',
  clock: '<circle cx="12" cy="12" r="8.700"/><path d="M12 7v5.300l3.500 2.200"/>',
  check: '<path d="m5 12.500 4.800 4.800L19.500 7.500"/>',
  close: '<path d="m6 6 12 12M18 6 6 18"/>',
  alert: '<circle cx="12" cy="12" r="8.700"/><path d="M12 7.500v5.700M12 16.200v.2"/>',
  ticket:
    '<path d="M3.500 6.500h17v3.700a1.800 1.800 0 0 0 0 3.600v3.700h-17v-3.700a1.800 1.800 0 0 0 0-3.600z"/><path d="M14.500 7v2M14.500 11v2M14.500 15v2"/>',
  phone:
    '<rect x="6.500" y="2.800" width="11" height="18.400" rx="2.400"/><path d="M10.700 18h2.600"/>',
  voucher:
    '<path d="M3.500 6.500h17v4a2 2 0 0 0 0 3.500v4h-17v-4a2 2 0 0 0 0-3.500z"/><path d="M14 6.500v2M14 11.200v2M14 16v2"/>',
  shield:
    '<path d="M12 3 5 5.600v5.700c0 4.500 2.900 7.800 7 9.700 4.100-1.900 7-5.200 7-9.700V5.600z"/><path d="m8.800 12 2.300 2.300 4.200-4.400"/>',
} as const

export type IconName = keyof typeof ICONS

/** The drawing as an image address: WeChat draws no inline SVG, but shows one as a picture. */
export function iconAddress(name: IconName, colour: string): string {
  const attributes = `fill="none" stroke="${colour}" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" ${attributes}>${ICONS[name]}</svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
