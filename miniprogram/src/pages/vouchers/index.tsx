import { View } from '@tarojs/components'
import { useState } from 'react'
import { goTab } from '../../platform/navigation'
import { useSession } from '../../platform/session/use-session'
import { Action, Empty, Failure, Press, Screen, Skeleton } from '../../platform/ui'
import { LogInPrompt } from '../../features/account/components/log-in-prompt'
import { VoucherCard } from '../../features/vouchers/components/voucher-card'
import { copy, FILTERS, problems, type Which } from '../../features/vouchers/copy'
import { useVoucherList } from '../../features/vouchers/use-voucher-list'

export default function Vouchers() {
  const session = useSession()
  return (
    <Screen title={copy.title}>
      {session === 'checking' && <Skeleton heights={[44, 80, 80]} />}
      {session === 'out' && <LogInPrompt title={copy.guest} hint={copy.guestHint} />}
      {session === 'in' && <OwnVouchers />}
    </Screen>
  )
}

function OwnVouchers() {
  const [which, setWhich] = useState<Which>('usable')
  const { list, more, loadingMore } = useVoucherList(which)
  const { data, problem, reload } = list
  const empty = FILTERS.find((filter) => filter.which === which)?.empty ?? ''
  return (
    <>
      <View className="voucher-filters">
        {FILTERS.map((filter) => (
          <Press
            key={filter.which}
            className={`voucher-filter ${filter.which === which ? 'voucher-filter-on' : ''}`}
            chosen={filter.which === which}
            onPress={() => setWhich(filter.which)}
          >
            {filter.text}
          </Press>
        ))}
      </View>
      {data === null && problem === null && <Skeleton heights={[80, 80, 80]} />}
      {problem !== null && (
        <Failure problem={problem} what={copy.listFailed} own={problems} onRetry={reload} />
      )}
      {data?.items.length === 0 && (
        <Empty text={empty} action={copy.goMenu} onAction={() => goTab('menu')} />
      )}
      {data?.items.map((voucher) => (
        <VoucherCard key={voucher.voucherId} voucher={voucher} />
      ))}
      {data?.nextCursor != null && (
        <View className="voucher-more">
          <Action kind="outline" busy={loadingMore} onPress={more}>
            {loadingMore ? copy.loadingMore : copy.more}
          </Action>
        </View>
      )}
    </>
  )
}
