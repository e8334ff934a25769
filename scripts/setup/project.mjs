import path from 'node:path'

/** The folder of package.json. Commands work from anywhere, so nothing depends on the current directory. */
export const ROOT = path.resolve(import.meta.dirname, '../..')

/** The three package roots; each has its own lock file. */
export const PACKAGE_ROOTS = ['.', 'server/web', 'miniprogram']

/** Where data, the mongod binary and logs live unless DATA_DIR says otherwise. */
export const STATE_DIR = path.join(ROOT, '.huike')

/** DATA_DIR as an absolute path; relative ones count from the project. */
export function dataDir(environment = process.env) {
  return path.resolve(ROOT, environment.DATA_DIR || STATE_DIR)
}
