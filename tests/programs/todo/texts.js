// Every word of the program, once per language.
const zh = {
  title: '待办清单',
  heading: '今天要做的事',
  left: '还有 {n} 件',
  allDone: '都做完了，休息一下吧',
  nothing: '从写下第一件事开始',
  placeholder: '添加一件要做的事',
  add: '添加',
  filters: { all: '全部', open: '未完成', done: '已完成' },
  clearDone: '清除已完成',
  clearAsk: '要删除所有已完成的事项吗？',
  clearYes: '删除',
  clearNo: '取消',
  empty: {
    all: { title: '这里还是空的', note: '在上面写下一件事，它会一直留在这里。' },
    open: { title: '没有未完成的事', note: '都做完了，真不错。' },
    done: { title: '还没有完成的事', note: '点一下圆圈，就完成了一件。' }
  },
  added: '已添加',
  emptyDraft: '先写点什么吧'
}

const en = {
  title: 'To-do',
  heading: 'Things to do today',
  left: '{n} left to do',
  allDone: 'All done. Take a break.',
  nothing: 'Begin with the first thing',
  placeholder: 'Add a thing to do',
  add: 'Add',
  filters: { all: 'All', open: 'Open', done: 'Done' },
  clearDone: 'Clear done',
  clearAsk: 'Delete everything that is done?',
  clearYes: 'Delete',
  clearNo: 'Cancel',
  empty: {
    all: { title: 'Nothing here yet', note: 'Write down one thing above. It will stay here.' },
    open: { title: 'Nothing left to do', note: 'You did it all. Well done.' },
    done: { title: 'Nothing done yet', note: 'Tap a circle to finish a thing.' }
  },
  added: 'Added',
  emptyDraft: 'Write something first'
}

// `language` is `zh_CN`, `zh_TW`, `en`, `en_US` and so on.
function texts() {
  const language = String(tt.getSystemInfoSync().language || 'zh_CN')
  return language.indexOf('zh') === 0 ? zh : en
}

module.exports = { texts }
