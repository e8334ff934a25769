import { Text, View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { sentenceFor, type Voucher as VoucherData } from '../../platform/api'
import { useSending } from '../../platform/api/use-sending'
import { open, pages } from '../../platform/navigation'
import { useSession } from '../../platform/session/use-session'
import { ShareButton, useShared } from '../../platform/share/share-button'
import {
  Action,
  Failure,
  Heading,
  moneyText,
  Press,
  Refusal,
  Screen,
  Skeleton,
  whenText,
} from '../../platform/ui'
import { LogInPrompt } from '../../features/account/components/log-in-prompt'
import { cancelOffer, offerVoucher } from '../../features/vouchers/api/offer-voucher'
import { refundVoucher } from '../../features/vouchers/api/refund-voucher'
import { useVoucher } from '../../features/vouchers/api/use-voucher'
import { AskSheet } from '../../features/vouchers/components/ask-sheet'
import { VoucherCode } from '../../features/vouchers/components/voucher-code'
import { VoucherFacts } from '../../features/vouchers/components/voucher-facts'
import { copy, problems, stateWords } from '../../features/vouchers/copy'

type Asking = 'give' | 'refund' | null

export default function Voucher() {
  const { voucherId = '' } = useRouter().params
  const session = useSession()
  const { data, problem, reload } = useVoucher(voucherId, { ready: session === 'in' })
  const [asking, setAsking] = useState<Asking>(null)
  const [token, setToken] = useState<string | null>(null)
  const sending = useSending()
  const gift = data !== null && token !== null ? giftOf(data, token) : null
  useShared(gift)
  // a refusal may mean that it has moved on meanwhile: what is shown afterwards is where it is now
  const act = (work: () => Promise<unknown>) => sending.send(() => work().finally(reload))
  const offer = () => act(() => offerVoucher(voucherId).then((made) => setToken(made.token)))
  const bottom =
    data === null ? undefined : (
      <>
        {sending.problem !== null && <Refusal>{sentenceFor(sending.problem, problems)}</Refusal>}
        <Buttons
          voucher={data}
          busy={sending.busy}
          gift={gift}
          onAsk={setAsking}
          onShow={offer}
          onCancel={() => act(() => cancelOffer(voucherId).then(() => setToken(null)))}
        />
      </>
    )
  return (
    <Screen title={copy.detailTitle} bottom={bottom}>
      {session === 'out' && <LogInPrompt title={copy.guest} hint={copy.guestHint} />}
      {session !== 'out' && data === null && problem === null && (
        <Skeleton heights={[64, 320, 120]} />
      )}
      {data === null && problem !== null && (
        <Failure problem={problem} what={copy.oneFailed} own={problems} onRetry={reload} />
      )}
      {data !== null && <Detail voucher={data} />}
      {asking === 'give' && (
        <AskSheet
          title={copy.giveTitle}
          points={copy.givePoints}
          yes={copy.giveYes}
          no={copy.giveNo}
          onNo={() => setAsking(null)}
          onYes={() => {
            setAsking(null)
            offer()
          }}
        />
      )}
      {asking === 'refund' && data !== null && (
        <AskSheet
          title={copy.refundTitle}
          points={[copy.refundText]}
          yes={copy.refundYes(moneyText(data.owedFen))}
          no={copy.refundNo}
          onNo={() => setAsking(null)}
          onYes={() => {
            setAsking(null)
            const { orderId } = data
            act(() => refundVoucher({ orderId, voucherId, reason: copy.refundReason }))
          }}
        />
      )}
    </Screen>
  )
}

const giftOf = ({ voucherId, name }: VoucherData, token: string) => ({
  title: copy.shareTitle(name),
  path: pages.gift({ voucherId, token }),
})

function Detail({ voucher }: { voucher: VoucherData }) {
  return (
    <>
      <View className="voucher-head">
        <Heading level={2} className="voucher-head-title">
          {voucher.name}
        </Heading>
        <Text className="quiet">
          {stateWords[voucher.state]}
          {voucher.isGift ? ` · ${copy.gift}` : ''}
        </Text>
      </View>
      <VoucherCode {...voucher} />
      <VoucherFacts voucher={voucher} />
      {voucher.mayRefund && (
        <Press className="me-link" onPress={() => open(pages.order(voucher.orderId))}>
          <Text className="me-link-text">{copy.order}</Text>
        </Press>
      )}
    </>
  )
}

type ButtonsProps = {
  voucher: VoucherData
  busy: boolean
  gift: { title: string; path: string } | null
  onAsk: (asking: Asking) => void
  onShow: () => void
  onCancel: () => void
}

function Buttons({ voucher, busy, gift, onAsk, onShow, onCancel }: ButtonsProps) {
  if (voucher.state === 'offered' && voucher.isMine) {
    return (
      <>
        {voucher.offerUntil !== undefined && (
          <Text className="quiet small">{copy.offered(whenText(voucher.offerUntil))}</Text>
        )}
        <View className="voucher-buttons">
          <Action kind="outline" busy={busy} onPress={onCancel}>
            {busy ? copy.takingBackOffer : copy.takeBackOffer}
          </Action>
          {gift === null ? (
            <Action busy={busy} onPress={onShow}>
              {copy.share}
            </Action>
          ) : (
            <ShareButton
              {...gift}
              onDone={() => void Taro.showToast({ title: copy.copied, icon: 'none' })}
            >
              {copy.share}
            </ShareButton>
          )}
        </View>
      </>
    )
  }
  return voucher.mayGive || voucher.mayRefund ? (
    <View className="voucher-buttons">
      {voucher.mayRefund && (
        <Action kind="outline" busy={busy} onPress={() => onAsk('refund')}>
          {busy ? copy.refunding : copy.refund}
        </Action>
      )}
      {voucher.mayGive && (
        <Action busy={busy} onPress={() => onAsk('give')}>
          {busy ? copy.giving : copy.give}
        </Action>
      )}
    </View>
  ) : null
}
