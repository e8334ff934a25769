import { Text, View } from '@tarojs/components'
import { goTab, open, pages } from '../../platform/navigation'
import { session } from '../../platform/session'
import { useSession } from '../../platform/session/use-session'
import { Failure, Icon, Press, Screen, Skeleton } from '../../platform/ui'
import { useMe } from '../../features/account/api/get-me'
import { LogInButton } from '../../features/account/components/log-in-prompt'
import { MeHead } from '../../features/account/components/me-head'
import { PhoneCard } from '../../features/account/components/phone-card'
import { copy, problems } from '../../features/account/copy'
import { forgetAddress } from '../../features/delivery/address'

function logOut(): void {
  forgetAddress()
  session.logOut()
}

export default function MePage() {
  const state = useSession()
  const { data, problem, reload } = useMe({ ready: state === 'in' })
  return (
    <Screen tab="me">
      <MeHead me={state === 'in' ? (data ?? null) : null} known={state !== 'in' || data !== null} />
      <View className="me-body">
        {state === 'out' && (
          <View className="card me-log-in">
            <LogInButton />
          </View>
        )}
        {state !== 'out' && data === null && problem === null && <Skeleton heights={[56, 56]} />}
        {state !== 'out' && data === null && problem !== null && (
          <Failure problem={problem} what={copy.meFailed} own={problems} onRetry={reload} />
        )}
        {state === 'in' && data !== null && (
          <>
            <View className="card">
              <Press className="me-link" onPress={() => goTab('orders')}>
                <Icon name="receipt" size={20} />
                <Text className="me-link-text">{copy.myOrders}</Text>
                <Icon name="right" size={14} />
              </Press>
            </View>
            <View className="card">
              <Press className="me-link" onPress={() => open(pages.coupons())}>
                <Icon name="ticket" size={20} />
                <Text className="me-link-text">{copy.myCoupons}</Text>
                <Icon name="right" size={14} />
              </Press>
            </View>
            <View className="card">
              <Press className="me-link" onPress={() => open(pages.cart())}>
                <Icon name="bag" size={20} />
                <Text className="me-link-text">{copy.myCart}</Text>
                <Icon name="right" size={14} />
              </Press>
            </View>
            <View className="card">
              <Press className="me-link" onPress={() => open(pages.vouchers())}>
                <Icon name="voucher" size={20} />
                <Text className="me-link-text">{copy.myVouchers}</Text>
                <Icon name="right" size={14} />
              </Press>
            </View>
            <View className="card">
              <Press className="me-link" onPress={() => open(pages.myData())}>
                <Icon name="shield" size={20} />
                <Text className="me-link-text">{copy.myData}</Text>
                <Icon name="right" size={14} />
              </Press>
            </View>
            <PhoneCard me={data} onChanged={reload} />
            <Press className="me-log-out" onPress={logOut}>
              {copy.logOut}
            </Press>
          </>
        )}
      </View>
    </Screen>
  )
}
