import { Text, View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { sentenceFor } from '../../platform/api'
import { useSending } from '../../platform/api/use-sending'
import { pages, replaceWith } from '../../platform/navigation'
import { useSession } from '../../platform/session/use-session'
import {
  Action,
  Empty,
  Failure,
  Heading,
  Picture,
  Refusal,
  Screen,
  Skeleton,
  whenText,
} from '../../platform/ui'
import { LogInPrompt } from '../../features/account/components/log-in-prompt'
import { acceptGift, useGift } from '../../features/vouchers/api/gift'
import { VoucherFacts } from '../../features/vouchers/components/voucher-facts'
import { copy, problems } from '../../features/vouchers/copy'

/** What a friend has sent: seen first, then taken. */
export default function Gift() {
  const { voucherId = '', token = '' } = useRouter().params
  const session = useSession()
  const { data, problem, reload } = useGift({ voucherId, token }, { ready: session === 'in' })
  const taking = useSending()
  const seeMine = () => replaceWith(pages.vouchers())
  const accept = () =>
    taking.send(async () => {
      await acceptGift({ voucherId, token })
      void Taro.showToast({ title: copy.received, icon: 'none' })
      replaceWith(pages.voucher(voucherId))
    })
  const bottom =
    data === null ? undefined : (
      <>
        {taking.problem !== null && <Refusal>{sentenceFor(taking.problem, problems)}</Refusal>}
        <Action busy={taking.busy} onPress={accept}>
          {taking.busy ? copy.accepting : copy.accept}
        </Action>
      </>
    )
  const isGone = problem !== null && [404, 409].includes(problem.status ?? 0)
  return (
    <Screen title={copy.giftTitle} bottom={bottom}>
      {session === 'out' && <LogInPrompt title={copy.logInToAccept} hint={copy.giftHint} />}
      {session !== 'out' && data === null && problem === null && <Skeleton heights={[120, 120]} />}
      {isGone && (
        <Empty
          text={copy.giftGone}
          hint={copy.giftGoneHint}
          action={copy.seeMine}
          onAction={seeMine}
        />
      )}
      {problem !== null && !isGone && (
        <Failure problem={problem} what={copy.oneFailed} own={problems} onRetry={reload} />
      )}
      {data !== null && (
        <>
          <View className="voucher-head">
            <Picture className="voucher-picture" {...data} />
            <Heading level={2} className="voucher-head-title">
              {data.name}
            </Heading>
            <Text className="quiet">{copy.giftUntil(whenText(data.until))}</Text>
          </View>
          <VoucherFacts voucher={data} />
          <View className="voucher-head">
            <Text className="quiet small">{copy.giftHint}</Text>
          </View>
        </>
      )}
    </Screen>
  )
}
