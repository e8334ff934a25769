import { Drawer } from 'antd'
import { Bone } from '../../../../shared/states/bone.js'
import { ErrorState } from '../../../../shared/states/error-state.js'
import { useProduct } from '../api/product.js'
import { copy } from '../copy.js'
import { CreateProduct, EditProduct } from './product-editors.js'
import type { StoreOption } from './product-form.js'

const WIDTH = 720
export const NEW = 'new'

type Props = {
  productId: string | undefined
  may: May
  stores: readonly StoreOption[]
  onClose: () => void
}
export type May = { write: boolean; stock: boolean }

/** A product's form beside the list; `new` for one that does not exist yet. */
export function ProductDrawer({ productId, may, stores, onClose }: Props) {
  return (
    <Drawer
      open={productId !== undefined}
      onClose={onClose}
      size={WIDTH}
      title={productId === NEW ? copy.newTitle : copy.editTitle}
      destroyOnHidden
    >
      {productId === NEW && <CreateProduct stores={stores} onDone={onClose} />}
      {productId !== undefined && productId !== NEW && (
        <Loaded productId={productId} may={may} stores={stores} onDone={onClose} />
      )}
    </Drawer>
  )
}

type LoadedProps = {
  productId: string
  may: May
  stores: readonly StoreOption[]
  onDone: () => void
}

function Loaded({ productId, may, stores, onDone }: LoadedProps) {
  const product = useProduct(productId)
  if (product.data) {
    const parts = { product: product.data, may, stores, onDone }
    return <EditProduct key={productId} {...parts} />
  }
  if (product.isError) {
    return (
      <ErrorState what={copy.failed} error={product.error} onRetry={() => void product.refetch()} />
    )
  }
  return (
    <div className="bones">
      <Bone height={32} />
      <Bone height={32} />
      <Bone height={120} />
    </div>
  )
}
