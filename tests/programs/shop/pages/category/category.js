import { texts } from '../../utils/texts'
import { all, categories } from '../../utils/goods'

const app = getApp()

Page({
  data: {
    categories: [],
    current: 'tea',
    goods: [],
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: texts().categoryTitle })
    this.setData({ categories: categories() })
    this.show(this.data.current)
  },

  // The home page leaves the wanted category in globalData, because switchTab takes no query.
  onShow() {
    const { category } = app.globalData
    if (category) {
      delete app.globalData.category
      this.show(category)
    }
  },

  onCategory({ currentTarget }) {
    this.show(currentTarget.dataset.id)
  },

  onProduct({ currentTarget }) {
    wx.navigateTo({ url: '/pages/product/product?id=' + currentTarget.dataset.id })
  },

  show(current) {
    this.setData({ current, goods: all().filter((item) => item.category === current) })
  },
})
