const { t } = require('../../utils/texts.js')

const CITIES = {
  north: [t('北京', 'Beijing'), t('天津', 'Tianjin'), t('大连', 'Dalian')],
  south: [t('广州', 'Guangzhou'), t('厦门', 'Xiamen'), t('海口', 'Haikou')],
}

Page({
  data: {
    words: {
      one: t('一列', 'One column'),
      fruit: t('水果', 'Fruit'),
      columns: t('几列，后一列跟着前一列变', 'Columns that follow each other'),
      city: t('城市', 'City'),
      when: t('日期和时间', 'Date and time'),
      date: t('日期', 'Date'),
      month: t('月份', 'Month'),
      time: t('时间', 'Time'),
      disabled: t('不可用', 'Disabled'),
      choose: t('请选择', 'Choose'),
      own: t('自己的样子', 'Any look'),
      open: t('打开', 'Open'),
    },
    fruits: [t('苹果', 'Apple'), t('梨', 'Pear'), t('桃子', 'Peach'), t('荔枝', 'Lychee'), t('杨梅', 'Bayberry')],
    fruit: 2,
    cities: [[t('北方', 'North'), t('南方', 'South')], CITIES.south],
    city: [1, 1],
    date: '2026-10-12',
    month: '2026-10',
    time: '',
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('选择器', 'Picker') })
  },

  onPick({ currentTarget, detail }) {
    this.setData({ [currentTarget.dataset.name]: detail.value })
  },

  onColumn({ detail }) {
    if (detail.column === 0) this.setData({ 'cities[1]': detail.value ? CITIES.south : CITIES.north })
  },
})
