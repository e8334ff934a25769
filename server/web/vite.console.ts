import { defineConfig } from 'vite'
import { page } from './vite.page.js'

export default defineConfig(page('console'))
