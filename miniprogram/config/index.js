// One design pixel is one CSS pixel at a width of 375: the mockups' measures are used as they are.
module.exports = () => ({
  projectName: 'huike-mini',
  date: '2026-11-22',
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
  sourceRoot: 'src',
  outputRoot: `dist/${process.env.TARO_ENV}`,
  plugins: [],
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: process.env.TARO_CACHE === '1' },
  // '' = same origin, for the H5 only; WeChat needs a full https address
  defineConstants: { 'process.env.API_BASE': JSON.stringify(process.env.API_BASE ?? '') },
  mini: { postcss: { pxtransform: { enable: true, config: {} } } },
  h5: {
    useHtmlComponents: true, // without it disabled={false} looks disabled under React 18
    publicPath: '/m/',
    router: { mode: 'hash' },
    // rem would need an inline script in index.html, which a strict Content-Security-Policy forbids
    postcss: { autoprefixer: { enable: true, config: {} }, pxtransform: { enable: false } },
  },
})
