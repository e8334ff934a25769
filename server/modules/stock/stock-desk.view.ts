import type { z } from 'zod'
import { coverUrl } from '../catalog/index.js'
import type { KeptLine } from './journal.repository.js'
import type { PoolLevel, StockJournal, StockRow } from './stock-desk.contract.js'
import { available, type Pool } from './stock.domain.js'
import type { StockedOffer } from './stock-list.js'

type Names = ReadonlyMap<string, string>

export function poolLevel(pool: Pool, names: Names): z.output<typeof PoolLevel> {
  const { skuId, pool: name, isUnlimited, isSoldOut, total, held, sold } = pool
  const storeCode = name.startsWith('store:') ? name.slice('store:'.length) : undefined
  return {
    ...{ skuId, pool: name, total, held, sold, available: available(pool) },
    unlimited: isUnlimited,
    soldOut: isSoldOut,
    ...(storeCode === undefined ? {} : { storeCode, storeName: names.get(name) ?? storeCode }),
  }
}

type Art = z.output<typeof StockRow>['art']

export function stockRow(row: StockedOffer, names: Names): z.output<typeof StockRow> {
  const { pool, product, sku } = row
  const { productId, name: productName, tint, art } = product
  return {
    ...poolLevel(pool, names),
    ...{ productId, productName, tint, skuName: sku.name, code: sku.code },
    art: art as Art,
    pictureUrl: coverUrl(product),
  }
}

type Line = z.output<typeof StockJournal>['items'][number]
export function journalView(line: KeptLine, names: Names): Line {
  const { operator, at, isUnlimited, isSoldOut, skuId: _sku, ...rest } = line
  const other = rest.other === undefined ? undefined : names.get(rest.other)
  return {
    ...rest,
    storeName: names.get(rest.pool),
    otherStoreName: other,
    unlimited: isUnlimited,
    soldOut: isSoldOut,
    at: at.toISOString(),
    operatorName: operator?.name ?? null,
  }
}
