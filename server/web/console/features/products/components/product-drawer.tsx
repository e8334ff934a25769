import { Drawer } from 'antd'
import { Bone } from '../../../../shared/states/bone.js'
import { ErrorState } from '../../../../shared/states/error-state.js'
import { useProduct } from '../api/product.js'
import { copy } from '../copy.js'
import { CreateProduct, EditProduct } from './product-editors.js'

const WIDTH = 640
export const NEW = 'new'

type Props = { productId: string | undefined; may: May; onClose: () => void }
export type May = { write: boolean; stock: boolean }

/** A product's form beside the list; `new` for one that does not exist yet. */
export function ProductDrawer({ productId, may, onClose }: Props) {
  return (
    <Drawer
      open={productId !== undefined}
      onClose={onClose}
      size={WIDTH}
      title={productId === NEW ? copy.newTitle : copy.editTitle}
      destroyOnHidden
    >
      {productId === NEW && <CreateProduct onDone={onClose} />}
      {productId !== undefined && productId !== NEW && (
        <Loaded productId={productId} may={may} onDone={onClose} />
      )}
    </Drawer>
  )
}

type LoadedProps = { productId: string; may: May; onDone: () => void }

function Loaded({ productId, may, onDone }: LoadedProps) {
  const product = useProduct(productId)
  if (product.data) {
    return <EditProduct key={productId} product={product.data} may={may} onDone={onDone} />
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
