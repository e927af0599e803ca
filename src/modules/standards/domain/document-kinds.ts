import type { Bilingual } from './rule.js';

/**
 * Documents a rule may ask for, with who provides them and who records them: those of a lot its exporter alone. Which is asked for where, the rules say
 * (reference/rules.json); here are only the names.
 */
export const DOCUMENT_KINDS = {
  COMPLIANCE_CERTIFICATE: kind(
    '承诺达标合格证',
    'compliance certificate',
    '生产者或收购者',
    'producer or buyer',
    'PACKHOUSE',
  ),
  SUPPLY_CERTIFICATE: kind(
    '产地供货证明',
    'certificate of origin supply',
    '产地海关',
    'customs at the place of growing',
  ),
  SALES_CONTRACT: kind('外贸合同', 'sales contract', '出口企业', 'exporter'),
  PACKING_LIST: kind('装箱单', 'packing list', '出口企业', 'exporter'),
  COMMERCIAL_INVOICE: kind('商业发票', 'commercial invoice', '出口企业', 'exporter'),
  PACKHOUSE_FOOD_SAFETY_CERTIFICATE: kind(
    '包装厂食品安全证书',
    'packhouse food-safety certificate',
    '包装厂',
    'packhouse',
  ),
  PHYTOSANITARY_CERTIFICATE: kind('植物检疫证书', 'phytosanitary certificate', '海关', 'customs'),
  IMPORT_PERMIT: kind('进口许可证', 'import permit', '进口商', 'importer'),
  // What it says of ports and seal is for people to read: no rule does.
  TRANSIT_DOCUMENT: kind('过境运输单证', 'transit document', '海关', 'customs'),
} as const;

export type DocumentKind = keyof typeof DOCUMENT_KINDS;

/** Whether a rule's parameter names a document of the closed list above. */
export const isDocumentKind = (code: string): code is DocumentKind => Object.hasOwn(DOCUMENT_KINDS, code);

function kind(
  zh: string,
  en: string,
  byZh: string,
  byEn: string,
  recordedBy: 'EXPORTER' | 'PACKHOUSE' = 'EXPORTER',
): { name: Bilingual; providedBy: Bilingual; recordedBy: typeof recordedBy } {
  return { name: { zh, en }, providedBy: { zh: byZh, en: byEn }, recordedBy };
}
