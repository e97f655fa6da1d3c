// A to-do list that keeps its items in storage. One page; the page does the work.
App({
  onLaunch() {
    console.log('to-do starts')
  }
})
