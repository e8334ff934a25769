import type { SaveText } from './save.types'

export const saveText: SaveText = async ({ name, text }) => {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
  return 'saved'
}
