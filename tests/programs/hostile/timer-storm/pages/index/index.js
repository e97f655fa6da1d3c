// A hundred thousand timers, each of which starts itself again.
Page({
  data: { count: 0 },
  onTrigger() {
    const storm = () => setTimeout(storm, 0)
    for (let timer = 0; timer < 100000; timer++) {
      storm()
    }
  },
})
