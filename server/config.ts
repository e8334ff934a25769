import { VARIABLES, type Variables } from './config-variables.js'

/** What a process was told from outside, grouped by who needs it. PEM files are read already. */
export type Config = Readonly<{
  process: Readonly<{
    port: number
    host: string
    publicUrl: string
    logLevel: Variables['LOG_LEVEL']
    role: Variables['ROLE']
    dataDir: string
  }>
  /** `dbName` is set when the address names no database. */
  mongo: Readonly<{ uri: string; dbName: string | undefined }>
  secrets: Readonly<{
    session: string
    /** id → 32 bytes; the first one encrypts. */
    piiKeys: ReadonlyMap<string, Buffer>
    /** Needed on an empty database only. */
    adminPassword: string | undefined
  }>
  /** name → key; trusted, with all scopes and any source. */
  openApi: Readonly<{ keys: ReadonlyMap<string, string> }>
  wecom: Readonly<{
    apiBase: string
    corpId: string
    agentId: string
    appSecret: string
    callbackToken: string
    callbackAesKey: string
    unionidScope: string
  }>
  mini: Readonly<{
    apiBase: string
    appId: string
    appSecret: string
    pushToken: string
    pushAesKey: string
    unionidScope: string
  }>
  pay: Readonly<{
    apiBase: string
    mchId: string
    apiV3Key: string
    merchantSerial: string
    merchantCertPem: string
    privateKeyPem: string
    /** Set: public-key mode; else platform certificates are downloaded. */
    publicKey: Readonly<{ id: string; pem: string }> | undefined
    notifyBaseUrl: string
  }>
  sandbox: Readonly<{ url: string }> | null
}>

export type ConfigProblem = Readonly<{ variable: string; rule: string }>

/** Names every wrong or missing variable with its rule; never holds a value. */
export class ConfigInvalid extends Error {
  readonly problems: readonly ConfigProblem[]

  constructor(problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ variable, rule }) => `  ${variable}: ${rule}`)
    super(`The configuration is not complete:\n${lines.join('\n')}`)
    this.name = 'ConfigInvalid'
    this.problems = problems
  }
}

type Environment = Readonly<Record<string, string | undefined>>

const DEFAULT_DATABASE = 'huike'

/** Reads the environment. Throws `ConfigInvalid` with everything that is wrong at once. */
export function loadConfig(environment: Environment = process.env): Config {
  const { values, problems } = parseEach(environment)
  const named = new Set(problems.map(({ variable }) => variable))
  const all = [...problems, ...crossProblems(values).filter((p) => !named.has(p.variable))]
  if (all.length > 0) {
    throw new ConfigInvalid(all)
  }
  return toConfig(values as Variables)
}

function parseEach(environment: Environment) {
  const values: Record<string, unknown> = {}
  const problems: ConfigProblem[] = []
  for (const [variable, schema] of Object.entries(VARIABLES)) {
    const given = environment[variable]
    const parsed = schema.safeParse(given === '' ? undefined : given)
    if (parsed.success) {
      values[variable] = parsed.data
    } else {
      problems.push({ variable, rule: parsed.error.issues[0]?.message ?? 'is not valid' })
    }
  }
  return { values: values as Partial<Variables>, problems }
}

/** Rules between variables; one that is wrong by itself was named already and is left out here. */
function crossProblems(values: Partial<Variables>): ConfigProblem[] {
  const problems: ConfigProblem[] = []
  const name = (variable: keyof Variables, rule: string) => problems.push({ variable, rule })
  if (values.MONGODB_URI === undefined) {
    const alone = values.ROLE === 'api' || values.ROLE === 'worker'
    const rule = alone
      ? `is needed with ROLE=${values.ROLE}: the embedded database serves one process, with ROLE=all`
      : 'is not set (npm start and npm run serve give it the embedded database)'
    name('MONGODB_URI', rule)
  }
  if (values.PAY_PUBLIC_KEY_FILE !== undefined && values.PAY_PUBLIC_KEY_ID === undefined) {
    name('PAY_PUBLIC_KEY_ID', 'is needed with PAY_PUBLIC_KEY_FILE')
  }
  if (values.PAY_PUBLIC_KEY_ID !== undefined && values.PAY_PUBLIC_KEY_FILE === undefined) {
    name('PAY_PUBLIC_KEY_FILE', 'is needed with PAY_PUBLIC_KEY_ID')
  }
  if (!isLoopback(values.PAY_API_BASE) && !notifyBaseOf(values).startsWith('https:')) {
    name('NOTIFY_BASE_URL', 'must be https (it defaults to PUBLIC_URL)')
  }
  const bases = ['SANDBOX_URL', 'WECOM_API_BASE', 'MINI_API_BASE', 'PAY_API_BASE'] as const
  if (values.SANDBOX_URL !== undefined && bases.some((base) => !isLoopback(values[base]))) {
    name('SANDBOX_URL', 'is refused unless it and all three *_API_BASE are loopback addresses')
  }
  return problems
}

function isLoopback(address: string | undefined): boolean {
  if (address === undefined) {
    return false
  }
  const { hostname } = new URL(address)
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

function publicUrlOf({ PUBLIC_URL, HOST, PORT }: Partial<Variables>): string {
  return PUBLIC_URL ?? `http://${HOST?.includes(':') ? `[${HOST}]` : HOST}:${PORT}`
}

function notifyBaseOf(values: Partial<Variables>): string {
  return values.NOTIFY_BASE_URL ?? publicUrlOf(values)
}

function toConfig(env: Variables): Config {
  const { PAY_PUBLIC_KEY_ID: publicKeyId, PAY_PUBLIC_KEY_FILE: publicKeyPem } = env
  const uri = env.MONGODB_URI ?? ''
  return {
    process: {
      port: env.PORT,
      host: env.HOST,
      publicUrl: publicUrlOf(env),
      logLevel: env.LOG_LEVEL,
      role: env.ROLE,
      dataDir: env.DATA_DIR,
    },
    mongo: { uri, dbName: namesDatabase(uri) ? undefined : DEFAULT_DATABASE },
    secrets: {
      session: env.SESSION_SECRET,
      piiKeys: env.PII_KEYS,
      adminPassword: env.ADMIN_PASSWORD,
    },
    openApi: { keys: env.OPEN_API_KEYS },
    wecom: {
      apiBase: env.WECOM_API_BASE,
      corpId: env.WECOM_CORP_ID,
      agentId: env.WECOM_AGENT_ID,
      appSecret: env.WECOM_APP_SECRET,
      callbackToken: env.WECOM_CALLBACK_TOKEN,
      callbackAesKey: env.WECOM_CALLBACK_AES_KEY,
      unionidScope: env.WECOM_UNIONID_SCOPE,
    },
    mini: {
      apiBase: env.MINI_API_BASE,
      appId: env.MINI_APP_ID,
      appSecret: env.MINI_APP_SECRET,
      pushToken: env.MINI_PUSH_TOKEN,
      pushAesKey: env.MINI_PUSH_AES_KEY,
      unionidScope: env.UNIONID_SCOPE,
    },
    pay: {
      apiBase: env.PAY_API_BASE,
      mchId: env.PAY_MCH_ID,
      apiV3Key: env.PAY_API_V3_KEY,
      merchantSerial: env.PAY_MERCHANT_SERIAL,
      merchantCertPem: env.PAY_MERCHANT_CERT_FILE,
      privateKeyPem: env.PAY_PRIVATE_KEY_FILE,
      publicKey:
        publicKeyId === undefined || publicKeyPem === undefined
          ? undefined
          : { id: publicKeyId, pem: publicKeyPem },
      notifyBaseUrl: notifyBaseOf(env),
    },
    sandbox: env.SANDBOX_URL === undefined ? null : { url: env.SANDBOX_URL },
  }
}

/** mongodb://hosts/NAME?options; without a name the driver would take the database `test`. */
function namesDatabase(uri: string): boolean {
  return /^mongodb(\+srv)?:\/\/[^/]+\/[^/?]+/.test(uri)
}
