import { Image, Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { logo } from '../../../platform/art'
import type { Product } from '../../../platform/api'
import { open, pages } from '../../../platform/navigation'
import { Action, Heading, Money, Picture, TopSpace } from '../../../platform/ui'
import { copy } from '../copy'
import { stockWords } from '../stock-words'
import { comparedOf, ComparedPrice } from './compared-price'
import { dearer } from './product-card'

type HeadProps = { brand: string; store: ReactNode; children?: ReactNode; tint?: string }

/** The brand's head on a tinted block; `store` is the chosen store. */
export function BrandHead({ brand, store, children, tint }: HeadProps) {
  return (
    <View className="hero" style={tint === undefined ? {} : { backgroundColor: tint }}>
      <TopSpace />
      <View className="hero-brand">
        <Image className="hero-logo" src={logo} imgProps={{ alt: '' }} />
        <Heading level={1} className="hero-name one-line">
          {brand}
        </Heading>
        {store}
      </View>
      {children}
    </View>
  )
}

/** The product in front: its picture large, its price, the screen's one primary button. */
export function HeroPicture({ product, counts }: { product: Product; counts: string }) {
  // A drawing may reach beside the words, a photo stays below them.
  const shape = product.pictureUrl === undefined ? 'hero-picture' : 'hero-photo'
  return (
    <View className="hero-stage">
      <View className="hero-words">
        <Heading level={2} className="hero-title">
          {copy.thisWeek}
        </Heading>
        <Text className="hero-counts">{counts}</Text>
      </View>
      <Picture className={shape} photoPx={800} {...product} tint="transparent" />
    </View>
  )
}

export function HeroCard({ product }: { product: Product }) {
  const { name, priceFromFen, productId, soldOut, skus } = product
  const stock = stockWords({ soldOut, available: skus.length === 1 ? skus[0]?.available : null })
  return (
    <View className="hero-card">
      <View className="hero-card-line">
        <View className="hero-card-text">
          <Heading level={3} className="hero-card-name">
            {name}
          </Heading>
          <Text className="hero-card-note">{stock ?? skus.map((sku) => sku.name).join('，')}</Text>
        </View>
        <View className="hero-card-price">
          <Money fen={priceFromFen} size="l" from={dearer(product)} />
          <ComparedPrice {...comparedOf(product)} />
        </View>
      </View>
      <Action onPress={() => open(pages.product(productId))}>
        {skus.length > 1 ? copy.choose : copy.order}
      </Action>
      <View className="hero-hint">{copy.hint}</View>
    </View>
  )
}
