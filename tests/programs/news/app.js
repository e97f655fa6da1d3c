// A news reader. Its server is named by the launch query: `?server=http://127.0.0.1:8080`.
App({
  globalData: { server: '' },

  onLaunch(options) {
    const query = (options && options.query) || {}
    this.globalData.server = decodeURIComponent(query.server || 'http://127.0.0.1:8080').replace(/\/+$/, '')
  },
})
