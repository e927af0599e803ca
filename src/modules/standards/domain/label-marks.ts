import type { Bilingual } from './rule.js';

/**
 * What a label can show that a rule may demand: what (EU) 2023/2429, VI, and the summary of the protocol with Thailand
 * name (reference/rules.json, kind `label-marks`); serial number and batch code are the product's own.
 */
export const LABEL_MARKS = {
  PACKER: { zh: '包装者或发货者名称和地址', en: 'name and address of packer or dispatcher' },
  PRODUCE: { zh: '产品名称', en: 'nature of produce' },
  VARIETY: { zh: '品种名', en: 'name of the variety' },
  ORIGIN: { zh: '原产国', en: 'country of origin' },
  CLASS: { zh: '等级', en: 'class' },
  SIZE: { zh: '规格', en: 'size' },
  POST_HARVEST_TREATMENT: { zh: '采后使用的防腐剂等化学品', en: 'post-harvest chemicals used' },
  ORCHARD: { zh: '果园名称或注册登记号', en: 'orchard name or registration' },
  PACKHOUSE: { zh: '包装厂名称或注册登记号', en: 'packhouse name or registration' },
  EXPORTER: { zh: '出口企业名称', en: 'name of the exporter' },
  EXPORT_PHRASE: { zh: '输往国家的英文标注', en: 'the words "Export to ..." of the market' },
  SERIAL: { zh: '标签序号', en: 'serial number' },
  BATCH_CODE: { zh: '包装批号', en: 'code of the packed batch' },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type LabelMark = keyof typeof LABEL_MARKS;
export const LABEL_MARK_CODES = Object.keys(LABEL_MARKS) as LabelMark[];

/** Whether a rule's parameter or an input names something of the closed list above. */
export const isLabelMark = (code: string): code is LabelMark => Object.hasOwn(LABEL_MARKS, code);
