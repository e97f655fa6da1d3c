const { t } = require('../../utils/texts.js')

// Every page of the gallery, in groups.
const GROUPS = [
  {
    name: t('布局', 'Layout'),
    pages: [
      { id: 'view', color: '#2563eb', name: t('容器', 'View'), note: t('盒子、弹性布局、定位', 'Boxes, flex, position') },
      { id: 'scroll-view', color: '#7c5cff', name: t('滚动区', 'Scroll view'), note: t('横向和纵向', 'Both directions') },
      { id: 'swiper', color: '#0ea5b7', name: t('轮播', 'Swiper'), note: t('自动播放、圆点、竖向', 'Autoplay, dots, vertical') },
      { id: 'movable-view', color: '#e2583e', name: t('可移动', 'Movable view'), note: t('拖着走、滑出去', 'Dragged, and gliding on') },
      { id: 'cover-view', color: '#d99a1c', name: t('覆盖层', 'Cover view'), note: t('盖在视频上的文字和图', 'Words and pictures over a video') },
    ],
  },
  {
    name: t('内容', 'Content'),
    pages: [
      { id: 'text', color: '#e2583e', name: t('文字', 'Text'), note: t('字号、截断、装饰', 'Size, clamp, decoration') },
      { id: 'rich-text', color: '#d99a1c', name: t('富文本', 'Rich text'), note: t('一段 HTML、节点列表', 'HTML and lists of nodes') },
      { id: 'image', color: '#0d9488', name: t('图片', 'Image'), note: t('五种缩放方式', 'Five ways to fit') },
      { id: 'icon', color: '#d99a1c', name: t('图标', 'Icon'), note: t('成功、信息、警告', 'Success, info, warning') },
      { id: 'canvas', color: '#2563eb', name: t('画布', 'Canvas'), note: t('图表、钟面、海报', 'Chart, clock, poster') },
      { id: 'effects', color: '#7c5cff', name: t('效果', 'Effects'), note: t('遮罩、渐变、动画', 'Masks, gradients, motion') },
      { id: 'native', color: '#0d9488', name: t('原生组件', 'Native'), note: t('视频、地图、相机、直播', 'Video, map, camera, live') },
    ],
  },
  {
    name: t('表单', 'Forms'),
    pages: [
      { id: 'button', color: '#2563eb', name: t('按钮', 'Button'), note: t('类型、尺寸、状态', 'Type, size, state') },
      { id: 'input', color: '#7c5cff', name: t('输入框', 'Input'), note: t('单行和多行', 'One line and many') },
      { id: 'textarea', color: '#0ea5b7', name: t('多行输入', 'Textarea'), note: t('固定高度、跟着长高', 'Fixed or growing') },
      { id: 'picker', color: '#d99a1c', name: t('选择器', 'Picker'), note: t('列、日期、时间', 'Columns, date, time') },
      { id: 'picker-view', color: '#2563eb', name: t('滚轮', 'Picker view'), note: t('嵌在页面里的选择器', 'A picker inside the page') },
      { id: 'choice', color: '#0d9488', name: t('选择', 'Choice'), note: t('开关、单选、多选', 'Switch, radio, checkbox') },
      { id: 'range', color: '#e2583e', name: t('滑块和进度', 'Range'), note: t('滑块、进度条', 'Slider, progress') },
      { id: 'form', color: '#d99a1c', name: t('表单', 'Form'), note: t('提交和重置', 'Submit and reset') },
    ],
  },
  {
    name: t('去处', 'Ways'),
    pages: [
      { id: 'navigator', color: '#0ea5b7', name: t('导航', 'Navigator'), note: t('打开、替换、返回', 'Open, replace, back') },
    ],
  },
]

Page({
  data: {
    groups: GROUPS,
    heading: t('内置组件', 'Built-in components'),
    note: t('点开一项看看', 'Open one to look at it'),
  },

  onLoad() {
    wx.setNavigationBarTitle({ title: t('组件', 'Components') })
  },
})
