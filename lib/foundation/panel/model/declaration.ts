/** 回避声明与保密承诺: what an expert signs before the material opens. A changed text gets a new version. */
export const declaration = {
  version: 1,
  title: '回避声明与保密承诺',
  recusal: [
    '我和这份申报的申请人、团队成员、公司人员三年内没有在同一单位任职，没有董事、监事、高管、股东或法定代表人关系。',
    '我们之间没有配偶、同住家人和三代以内亲属关系，三年内没有导师结对，没有合同、借款和股权往来，我也没有引荐过这个项目。',
    '评审中如果认出对方并发现上述关系，我马上停下，按「回避」退出，已打的分数作废。',
  ],
  confidentiality: [
    '材料和分数我不告诉任何人，不复制、不外传，不用于评审以外的事。',
    '我独立打分，不和申请人、团队以及其他专家私下联系。我知道每次打开材料都会留下记录和水印。',
  ],
} as const
