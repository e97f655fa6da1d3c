// Every word of the program outside the goods themselves, once per language.
const zh = {
  title: '小窑杂货',
  tabs: ['首页', '分类', '购物车'],
  slogan: '陶器、灯火和绿叶',
  banners: [
    { title: '清晨的第一壶茶', note: '新窑茶器上架' },
    { title: '点一盏暖灯', note: '灯具八折' },
    { title: '窗台上的绿', note: '好养的小盆栽' },
  ],
  popular: '大家都在买',
  more: '全部',
  categoryTitle: '分类',
  cartTitle: '购物车',
  productTitle: '商品详情',
  quantity: '数量',
  addToCart: '加入购物车',
  added: '已加入购物车',
  goToCart: '去购物车',
  details: '商品介绍',
  facts: { size: '尺寸', material: '材质', care: '保养' },
  total: '合计',
  buy: '去结算',
  remove: '删除',
  emptyTitle: '购物车还是空的',
  emptyNote: '挑一件喜欢的吧',
  emptyAction: '去逛逛',
  bought: '下单成功',
  buyTitle: '确认下单',
  buyAsk: '共 {n} 件商品，确认下单吗？',
  confirm: '确认',
  cancel: '再想想',
}

const en = {
  title: 'Kiln & Leaf',
  tabs: ['Home', 'Goods', 'Cart'],
  slogan: 'Pottery, light and leaves',
  banners: [
    { title: 'The first pot of the day', note: 'New tea ware from the kiln' },
    { title: 'A warm light to come home to', note: 'Lamps, 20% off' },
    { title: 'Green on the window sill', note: 'Plants that forgive' },
  ],
  popular: 'Popular now',
  more: 'All',
  categoryTitle: 'Goods',
  cartTitle: 'Cart',
  productTitle: 'Product',
  quantity: 'Quantity',
  addToCart: 'Add to cart',
  added: 'Added to cart',
  goToCart: 'Go to cart',
  details: 'About this piece',
  facts: { size: 'Size', material: 'Material', care: 'Care' },
  total: 'Total',
  buy: 'Check out',
  remove: 'Remove',
  emptyTitle: 'Your cart is empty',
  emptyNote: 'Find something you like',
  emptyAction: 'Look around',
  bought: 'Order placed',
  buyTitle: 'Check out',
  buyAsk: 'Place an order for {n} items?',
  confirm: 'Order',
  cancel: 'Not yet',
}

export function isChinese() {
  const { language = 'zh_CN' } = wx.getAppBaseInfo()
  return language.startsWith('zh')
}

export const texts = () => (isChinese() ? zh : en)
