// `t(zh, en)` picks the word of the user's language; a page's words stand where they are used.
const chinese = String(wx.getAppBaseInfo().language || 'zh_CN').startsWith('zh')

module.exports = {
  chinese,
  t: (zh, en) => (chinese ? zh : en),
}
