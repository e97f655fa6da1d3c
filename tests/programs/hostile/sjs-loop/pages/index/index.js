// An sjs function that never returns while a template is evaluated.
Page({
  data: { count: 0, spin: false },
  onTrigger() {
    this.setData({ spin: true })
  },
})
