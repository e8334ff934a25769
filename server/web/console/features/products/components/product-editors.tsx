import { App } from 'antd'
import type { Product } from '../api/products.js'
import { useCreateProduct, useUpdateProduct } from '../api/save-product.js'
import { copy } from '../copy.js'
import { draftOf, fieldsOf, NEW_FIELDS } from './product-fields.js'
import { ProductForm, type StoreOption } from './product-form.js'
import type { May } from './product-drawer.js'

type CreateProps = { stores: readonly StoreOption[]; onDone: () => void }

/** The empty form; the product starts off the shelf. */
export function CreateProduct({ stores, onDone }: CreateProps) {
  const { message } = App.useApp()
  const create = useCreateProduct()
  return (
    <ProductForm
      initial={NEW_FIELDS}
      skus={[]}
      may={{ write: true, stock: true }}
      stores={stores}
      isNew
      isSaving={create.isPending}
      error={create.error}
      onCancel={onDone}
      onSave={(fields) =>
        create.mutate(draftOf(fields), {
          onSuccess: () => {
            void message.success(copy.created(fields.name))
            onDone()
          },
        })
      }
    />
  )
}

type EditProps = CreateProps & { product: Product; may: May }

export function EditProduct({ product, may, stores, onDone }: EditProps) {
  const { message } = App.useApp()
  const update = useUpdateProduct()
  return (
    <ProductForm
      initial={fieldsOf(product)}
      skus={product.skus}
      may={may}
      stores={stores}
      isSaving={update.isPending}
      error={update.error}
      onCancel={onDone}
      onSave={(fields) => {
        const { kind: _kind, ...draft } = draftOf(fields)
        update.mutate(
          { productId: product.productId, draft },
          {
            onSuccess: () => {
              void message.success(copy.saved)
              onDone()
            },
          },
        )
      }}
    />
  )
}
