import { Image, Text, View } from '@tarojs/components'
import type { Voucher } from '../../../platform/api'
import { Heading } from '../../../platform/ui'
import { copy } from '../copy'

/** What the till scans: dark on white whatever the theme, as large as the screen allows. */
export function VoucherCode({ code, codePicture }: Pick<Voucher, 'code' | 'codePicture'>) {
  return code === undefined || codePicture === undefined ? null : (
    <View className="card voucher-code">
      <Heading level={2} className="voucher-code-title">
        {copy.code}
      </Heading>
      <Image
        className="voucher-qr"
        src={codePicture}
        mode="aspectFit"
        aria-label={copy.codePicture}
      />
      <Text className="voucher-code-text" selectable>
        {code}
      </Text>
      <Text className="quiet small">{copy.codeHint}</Text>
    </View>
  )
}
