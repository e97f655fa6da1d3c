// Every word of the program outside the news, once per language.
const zh = {
  language: 'zh',
  title: '灯塔新闻',
  channels: { all: '头条', city: '城市', nature: '自然', science: '科学', culture: '文化' },
  failedTitle: '没有连上服务器',
  failedNote: '检查网络后再试一次。',
  retry: '重试',
  loading: '加载中…',
  updated: '已更新',
  nothing: '这个频道还没有新闻',
  minutes: '{n} 分钟读完',
  end: '— 读完了 —',
}

const en = {
  language: 'en',
  title: 'Lighthouse',
  channels: { all: 'Top', city: 'City', nature: 'Nature', science: 'Science', culture: 'Culture' },
  failedTitle: 'Cannot reach the server',
  failedNote: 'Check the connection and try again.',
  retry: 'Try again',
  loading: 'Loading…',
  updated: 'Up to date',
  nothing: 'No news in this channel yet',
  minutes: '{n} min read',
  end: '— the end —',
}

export default function texts() {
  const { language } = tt.getSystemInfoSync()
  return /^zh/.test(language || 'zh_CN') ? zh : en
}
