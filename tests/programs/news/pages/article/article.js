import texts from '../../utils/texts.js'
import { article } from '../../utils/server.js'

Page({
  data: {
    t: {},
    state: 'loading', // loading, failed, loaded
    article: {},
  },

  onLoad(query) {
    this.setData({ t: texts() })
    this.id = query.id
    this.load()
  },

  onRetry() {
    this.setData({ state: 'loading' })
    this.load()
  },

  async load() {
    try {
      const loaded = await article(this.id)
      tt.setNavigationBarTitle({ title: loaded.source })
      this.setData({ article: loaded, state: 'loaded' })
    } catch (error) {
      console.warn('the article did not arrive', error.message)
      this.setData({ state: 'failed' })
    }
  },
})
