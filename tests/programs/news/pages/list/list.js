import texts from '../../utils/texts.js'
import { list } from '../../utils/server.js'

const CHANNELS = ['all', 'city', 'nature', 'science', 'culture']

Page({
  data: {
    t: {},
    channels: CHANNELS,
    channel: 'all',
    state: 'loading', // loading, failed, loaded
    articles: [],
    blanks: [1, 2, 3, 4],
  },

  onLoad() {
    const t = texts()
    tt.setNavigationBarTitle({ title: t.title })
    this.setData({ t })
    this.refresh()
  },

  async onPullDownRefresh() {
    await this.refresh()
    tt.stopPullDownRefresh()
    if (this.data.state === 'loaded') {
      tt.showToast({ title: this.data.t.updated, icon: 'none' })
    }
  },

  onRetry() {
    this.setData({ state: 'loading' })
    this.refresh()
  },

  onChannel(event) {
    this.setData({ channel: event.currentTarget.dataset.channel })
  },

  onArticle(event) {
    tt.navigateTo({ url: `/pages/article/article?id=${event.currentTarget.dataset.id}` })
  },

  async refresh() {
    try {
      this.setData({ articles: await list(), state: 'loaded' })
    } catch (error) {
      console.warn('the list did not arrive', error.message)
      this.setData({ state: 'failed' })
    }
  },
})
