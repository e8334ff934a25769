import { countWords, type Finding } from './finding.domain.js'
import type { KeyReading, KeyReadings } from './readings.domain.js'

const JOBS = { to: '/system/jobs', label: '去看任务' } as const

/** What is left under older keys of PII_KEYS, and which of them may be taken out. */
export function keyFindings(keys: KeyReadings): readonly (Finding | null)[] {
  return keys.filter(({ isCurrent }) => !isCurrent).map(olderKey)
}

function olderKey(key: KeyReading): Finding | null {
  if (!key.isGiven) {
    return key.clearedAt === null ? missing(key) : null
  }
  return key.clearedAt === null ? needed(key) : spare(key)
}

/** Another process, with other settings, has encrypted with it after this one started. */
const missing = ({ keyId, countedAt }: KeyReading): Finding => ({
  kind: `key-missing:${keyId}`,
  area: 'keys',
  severity: 'act',
  what: `有数据要用密钥 ${keyId} 才能打开，PII_KEYS 里没有它`,
  since: countedAt,
  todo: '各个进程的 PII_KEYS 要一样。把这把密钥放回第一把之后，再重启。',
  link: null,
})

const needed = ({ keyId, left, countedAt, isEncrypting }: KeyReading): Finding => ({
  kind: `key-needed:${keyId}`,
  area: 'keys',
  severity: 'watch',
  what:
    left === null
      ? `还有数据用旧密钥 ${keyId} 加密`
      : `旧密钥 ${keyId} 下还有 ${countWords(left)} 条数据`,
  since: countedAt,
  todo: isEncrypting
    ? `还有进程用 ${keyId} 加密，先用新的 PII_KEYS 重启它们，再做一次「个人信息换密钥」。`
    : '每天夜里会换，也可以现在做一次「个人信息换密钥」。换完之前不要去掉这把密钥。',
  link: JOBS,
})

const spare = ({ keyId, clearedAt }: KeyReading): Finding => ({
  kind: `key-spare:${keyId}`,
  area: 'keys',
  severity: 'watch',
  what: `旧密钥 ${keyId} 已经没有数据用它`,
  since: clearedAt,
  todo: '可以从 PII_KEYS 里去掉它，再重启。以前的备份要打开仍然需要它，另外保管好。',
  link: null,
})
