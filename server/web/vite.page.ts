import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { UserConfig } from 'vite'

const SERVER = 'http://127.0.0.1:3000'

/** The build of one page: `server/web/<name>/` becomes `server/web/dist/<name>/`, served at `/<name>/`. */
export function page(name: 'console' | 'sidebar'): UserConfig {
  return {
    root: fileURLToPath(new URL(name, import.meta.url)),
    base: `/${name}/`,
    plugins: [react()],
    build: {
      outDir: fileURLToPath(new URL(`dist/${name}`, import.meta.url)),
      emptyOutDir: true,
      // the server allows no inline scripts or data: fonts, so nothing is inlined
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1000,
    },
    server: { proxy: { '/api': SERVER, '/pictures': SERVER, '/mini': SERVER } },
  }
}
