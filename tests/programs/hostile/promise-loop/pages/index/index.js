// Promise jobs that always leave another one behind.
Page({
  data: { count: 0 },
  onTrigger() {
    // Nothing is returned: a promise that waits for the next one would take memory, too.
    const again = () => {
      Promise.resolve().then(again)
    }
    again()
  },
})
