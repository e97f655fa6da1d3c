// Charts of echarts on canvases of the web's kind, as echarts-for-weixin joins them: a canvas with the few functions that the library asks of an
// element, and a platform that knows how to make more of them.
const echarts = require('../../echarts.js')

function element(canvas) {
  canvas.setAttribute = canvas.addEventListener = canvas.removeEventListener = canvas.attachEvent = canvas.detachEvent = () => {}
  canvas.style = {}
  return canvas
}

echarts.setPlatformAPI({
  createCanvas: () => element(wx.createOffscreenCanvas({ type: '2d', width: 32, height: 32 })),
})

const months = ['一月', '二月', '三月', '四月', '五月', '六月']
const still = { animation: false }
const axes = {
  grid: { left: 40, right: 16, top: 40, bottom: 28 },
  xAxis: { type: 'category', data: months },
  yAxis: { type: 'value', splitLine: { lineStyle: { type: 'dashed' } } },
}

const CHARTS = {
  line: {
    ...still, ...axes, legend: { data: ['收入', '支出'] },
    series: [
      { name: '收入', type: 'line', smooth: true, areaStyle: { opacity: 0.25 }, data: [820, 932, 901, 934, 1290, 1330] },
      { name: '支出', type: 'line', lineStyle: { type: 'dashed' }, data: [620, 711, 823, 934, 1000, 1120] },
    ],
  },
  bar: {
    ...still, ...axes,
    series: [{
      type: 'bar', data: [5, 20, 36, 10, 10, 20], label: { show: true, position: 'top' },
      itemStyle: { borderRadius: [6, 6, 0, 0], shadowBlur: 8, shadowColor: 'rgba(0,0,0,.3)', shadowOffsetY: 3 },
    }],
  },
  pie: {
    ...still, legend: { bottom: 0 },
    series: [{
      type: 'pie', radius: ['35%', '62%'], center: ['50%', '45%'], itemStyle: { borderRadius: 6, borderColor: '#fff', borderWidth: 2 },
      data: [{ value: 1048, name: '搜索' }, { value: 735, name: '直接访问' }, { value: 580, name: '邮件' }, { value: 484, name: '广告' }],
    }],
  },
}

Page({
  onReady() {
    for (const name of Object.keys(CHARTS)) {
      wx.createSelectorQuery().select('#' + name).fields({ node: true, size: true }).exec(([{ node, width, height }]) => {
        node.width = width
        node.height = height
        const chart = echarts.init(element(node), null, { width, height, devicePixelRatio: 1 })
        chart.setOption(CHARTS[name])
      })
    }
  },
})
