import fs from 'node:fs'
import path from 'node:path'
import { transformFile } from '@swc/core'

const SOURCES = ['server', 'test/support/process-faults']
const ENTRY = 'test/support/process-faults/server.js'

export type CompiledServer = Readonly<{ entry: string; remove(): void }>

/**
 * The server of this moment as plain JavaScript in a folder of its own: a process of it starts in half the time that
 * tsx takes, and tests start a dozen.
 */
export async function compileServer(): Promise<CompiledServer> {
  fs.mkdirSync(path.resolve('.huike'), { recursive: true })
  // inside the project, so that packages and package.json are found
  const folder = fs.mkdtempSync(path.resolve('.huike', 'process-faults-'))
  const files = SOURCES.flatMap(typescriptIn)
  await Promise.all(files.map((file) => compile(file, folder)))
  return {
    entry: path.join(folder, ENTRY),
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  }
}

function typescriptIn(folder: string): string[] {
  return fs
    .readdirSync(path.resolve(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('web'))
    .map((name) => path.join(folder, name))
}

async function compile(file: string, folder: string): Promise<void> {
  const { code } = await transformFile(path.resolve(file), {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'es6' },
    sourceMaps: 'inline',
    swcrc: false,
  })
  const target = path.join(folder, file.replace(/\.ts$/, '.js'))
  fs.mkdirSync(path.dirname(target), { recursive: true })
  fs.writeFileSync(target, code)
}
