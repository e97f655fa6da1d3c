// Promise jobs that always leave another one behind.
Page({
  data: { count: 0 },
  onTrigger() {
    const again = () => Promise.resolve().then(again)
    again()
  },
})
