import { texts } from '../../utils/texts'
import { all, categories } from '../../utils/goods'

const app = getApp()

// Each banner has a picture and leads to one of the goods.
const BANNERS = [
  { picture: '/images/banner-tea.svg', id: 'teapot' },
  { picture: '/images/banner-light.svg', id: 'lamp' },
  { picture: '/images/banner-green.svg', id: 'monstera' },
]

Page({
  data: {
    t: {},
    banners: [],
    categories: [],
    goods: [],
  },

  onLoad() {
    const t = texts()
    wx.setNavigationBarTitle({ title: t.title })
    const goods = all()
    this.setData({
      t,
      goods,
      banners: BANNERS.map((banner, index) => ({ ...banner, ...t.banners[index] })),
      categories: categories().map((category) => ({
        ...category,
        picture: goods.find((item) => item.category === category.id).picture,
      })),
    })
  },

  onShow() {
    app.showBadge()
  },

  onProduct({ currentTarget }) {
    wx.navigateTo({ url: `/pages/product/product?id=${currentTarget.dataset.id}` })
  },

  onCategory({ currentTarget }) {
    app.globalData.category = currentTarget.dataset.id
    wx.switchTab({ url: '/pages/category/category' })
  },

  onMore() {
    wx.switchTab({ url: '/pages/category/category' })
  },
})
