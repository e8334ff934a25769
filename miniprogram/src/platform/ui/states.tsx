import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { sentenceFor, type Problem } from '../api'
import { Action } from './action'
import { Icon } from './icon'

type EmptyProps = { text: string; hint?: string; action?: string; onAction?: () => void }

/** What would stand here, and the one thing to do. */
export function Empty({ text, hint, action, onAction }: EmptyProps) {
  return (
    <View className="empty">
      <Text className="empty-text">{text}</Text>
      {hint !== undefined && <Text className="empty-hint">{hint}</Text>}
      {action !== undefined && onAction !== undefined && (
        <Action kind="outline" onPress={onAction}>
          {action}
        </Action>
      )}
    </View>
  )
}

type FailureProps = {
  problem: Problem
  /** What failed, as half a sentence: 商品没加载出来. */
  what: string
  onRetry: () => void
  own?: Readonly<Record<string, string>>
}

/** What failed, why, and again. The request's number helps whoever is asked about it. */
export function Failure({ problem, what, onRetry, own }: FailureProps) {
  return (
    <View className="failure" aria-live="polite">
      <View className="failure-line">
        <Icon name="alert" size={18} colour="#A21A5B" />
        <Text className="failure-what">{what}</Text>
      </View>
      <Text className="failure-why">{sentenceFor(problem, own)}</Text>
      {problem.requestId !== null && (
        <Text className="failure-id">请求编号 {problem.requestId}</Text>
      )}
      <Action kind="pill" onPress={onRetry}>
        再试一次
      </Action>
    </View>
  )
}

/** One raspberry line above the button that failed. */
export function Refusal({ children }: { children: ReactNode }) {
  return (
    <View className="refusal" aria-live="assertive">
      <Icon name="alert" size={16} colour="#A21A5B" />
      <Text className="refusal-text">{children}</Text>
    </View>
  )
}

/** Grey blocks of the height that the content will have. `heights` in CSS pixels. */
export function Skeleton({ heights }: { heights: readonly number[] }) {
  return (
    <View className="skeleton" aria-label="正在加载" aria-busy>
      {heights.map((height, index) => (
        <View key={index} className="skeleton-block" style={{ height: `${height}px` }} />
      ))}
    </View>
  )
}
