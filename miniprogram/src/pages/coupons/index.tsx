import { View } from '@tarojs/components'
import { useState } from 'react'
import { sentenceFor, type Coupon, type CouponOffer } from '../../platform/api'
import { useSending } from '../../platform/api/use-sending'
import { goTab, open, pages } from '../../platform/navigation'
import { useSession } from '../../platform/session/use-session'
import {
  Action,
  Empty,
  Failure,
  Heading,
  Press,
  Refusal,
  Screen,
  Skeleton,
} from '../../platform/ui'
import { LogInPrompt } from '../../features/account/components/log-in-prompt'
import { takeCoupon, useCoupons, useOffers } from '../../features/coupons/api/coupons'
import { CouponCard } from '../../features/coupons/components/coupon-card'
import {
  boundsText,
  copy,
  GROUPS,
  problems,
  stateText,
  validityText,
  type Group,
} from '../../features/coupons/copy'

export default function CouponsPage() {
  const session = useSession()
  const [group, setGroup] = useState<Group>('usable')
  const ready = session === 'in'
  const mine = useCoupons(group, { ready })
  const { data, problem, reload } = mine
  return (
    <Screen title={copy.title}>
      {session === 'out' && <LogInPrompt title={copy.guest} hint={copy.guestHint} />}
      {session !== 'out' && (
        <>
          <View className="filters">
            {GROUPS.map((one) => (
              <Press
                key={one.group}
                className={`filter ${one.group === group ? 'filter-on' : ''}`}
                chosen={one.group === group}
                onPress={() => setGroup(one.group)}
              >
                {one.text}
              </Press>
            ))}
          </View>
          {data === null && problem === null && <Skeleton heights={[72, 72]} />}
          {data === null && problem !== null && (
            <Failure problem={problem} what={copy.failed} own={problems} onRetry={reload} />
          )}
          {data?.items.length === 0 && (
            <Empty
              text={copy.empty[group]}
              hint={group === 'usable' ? copy.emptyHint : undefined}
            />
          )}
          {data?.items.map((coupon) => (
            <Mine key={coupon.couponId} coupon={coupon} />
          ))}
          {group === 'usable' && <Offers ready={ready} onTaken={reload} />}
        </>
      )}
    </Screen>
  )
}

function Mine({ coupon }: { coupon: Coupon }) {
  const { orderId, state } = coupon
  const over = state === 'used' || state === 'expired'
  const action =
    orderId !== undefined ? (
      <Action kind="pill" onPress={() => open(pages.order(orderId))}>
        {copy.seeOrder}
      </Action>
    ) : over ? undefined : (
      <Action kind="pill" onPress={() => goTab('menu')}>
        {copy.use}
      </Action>
    )
  return (
    <CouponCard
      {...coupon}
      notes={[stateText(coupon), boundsText(coupon)]}
      faded={over}
      action={action}
    />
  )
}

function Offers({ ready, onTaken }: { ready: boolean; onTaken: () => void }) {
  const { data, reload } = useOffers({ ready })
  const { busy, problem, send } = useSending()
  const [asked, setAsked] = useState<string | null>(null)
  const take = (templateId: string) => {
    setAsked(templateId)
    send(async () => {
      try {
        await takeCoupon(templateId)
        onTaken()
      } finally {
        reload()
      }
    })
  }
  if (data === null || data.items.length === 0) {
    return null
  }
  return (
    <>
      <View className="section-head">
        <Heading level={2} className="section-title">
          {copy.offersTitle}
        </Heading>
      </View>
      {problem !== null && <Refusal>{sentenceFor(problem, problems)}</Refusal>}
      {data.items.map((offer) => (
        <CouponCard
          key={offer.templateId}
          {...offer}
          notes={[validityText(offer), boundsText(offer)]}
          faded={!mayTake(offer)}
          action={
            <Action
              kind="pill"
              label={`${copy.take}${offer.name}`}
              disabled={!mayTake(offer)}
              busy={busy && asked === offer.templateId}
              onPress={() => take(offer.templateId)}
            >
              {offer.mayTake === 0 ? copy.taken : offer.isGone ? copy.gone : copy.take}
            </Action>
          }
        />
      ))}
    </>
  )
}

const mayTake = ({ mayTake: left, isGone }: CouponOffer): boolean => left > 0 && !isGone
