import type { Bilingual, Confidence, Source } from './rule.js';

/**
 * What a defect falls short of: MINIMUM the requirements every class has to meet, so that the fruit reaches none; CLASS
 * what a class allows; SIZE the size the batch is sold as.
 */
export type DefectRequirement = 'MINIMUM' | 'CLASS' | 'SIZE';

/** A defect, with what it falls short of. */
export interface DefectKind {
  readonly requirement: DefectRequirement;
  readonly name: Bilingual;
}

const defect = (requirement: DefectRequirement, zh: string, en: string): DefectKind => ({
  requirement,
  name: { zh, en },
});

/** The text the list below is taken from, whole; other standards name the same things in other words. */
export const DEFECT_KINDS_SOURCE: Source & { readonly edition: string; readonly confidence: Confidence } = {
  document: 'Commission Delegated Regulation (EU) 2023/2429, Annex I Part B Part 2 (citrus fruit)',
  clause: 'minimum requirements; classification; sizing',
  url: 'http://data.europa.eu/eli/reg_del/2023/2429/oj',
  edition: '(EU) 2023/2429',
  confidence: 'official',
};

/** Defects 缺陷 that are counted in opened cartons, by code. */
export const DEFECT_KINDS = {
  DECAY: defect('MINIMUM', '腐烂变质', 'Rot or deterioration'),
  NOT_INTACT: defect('MINIMUM', '果实不完整', 'Not intact'),
  BRUISING: defect('MINIMUM', '碰压伤或大面积愈合伤口', 'Bruising or extensive healed overcuts'),
  FOREIGN_MATTER: defect('MINIMUM', '有可见异物', 'Visible foreign matter'),
  PEST: defect('MINIMUM', '带有害虫', 'Pests'),
  PEST_DAMAGE: defect('MINIMUM', '虫害伤及果肉', 'Pest damage that affects the flesh'),
  SHRIVELLING: defect('MINIMUM', '皱缩失水', 'Shrivelling and dehydration'),
  FROST: defect('MINIMUM', '低温或冻害', 'Damage by low temperature or frost'),
  MOISTURE: defect('MINIMUM', '外表异常潮湿', 'Abnormal external moisture'),
  FOREIGN_SMELL: defect('MINIMUM', '异味', 'Foreign smell or taste'),
  SHAPE: defect('CLASS', '果形缺陷', 'Defect in shape'),
  COLOURING: defect('CLASS', '着色缺陷（含日灼）', 'Defect in colouring, sunburn included'),
  SKIN_PROGRESSIVE: defect(
    'CLASS',
    '发展性果皮缺陷，未伤果肉',
    'Progressive skin defect, flesh not affected',
  ),
  SKIN_FORMATION: defect(
    'CLASS',
    '果实形成期的果皮缺陷（银灰斑、锈斑、虫斑）',
    'Skin defect from the formation of the fruit: silver scurf, russet, pest damage',
  ),
  SKIN_HEALED: defect(
    'CLASS',
    '愈合的机械伤（冰雹、擦伤、搬运）',
    'Healed mechanical defect: hail, rubbing, handling',
  ),
  SKIN_ALTERATION: defect('CLASS', '浅表愈合的果皮变化', 'Superficial healed alteration of the skin'),
  ROUGH_SKIN: defect('CLASS', '果皮粗糙', 'Rough skin'),
  PEEL_DETACHED: defect('CLASS', '果皮局部轻微分离', 'Slight and partial detachment of the peel'),
  OUT_OF_SIZE: defect('SIZE', '规格不符', 'Outside the size'),
} as const satisfies Readonly<Record<string, DefectKind>>;

/** What a code of the list is called; a code that is none stays as it is. */
export const defectName = (code: string): Bilingual =>
  Object.hasOwn(DEFECT_KINDS, code) ? DEFECT_KINDS[code as DefectKindCode].name : { zh: code, en: code };

export type DefectKindCode = keyof typeof DEFECT_KINDS;
export const DEFECT_KIND_CODES = Object.keys(DEFECT_KINDS) as DefectKindCode[];

/** What counts as a find where a market asks for a plant-health sample. */
export const INFESTED: readonly DefectKindCode[] = ['PEST', 'PEST_DAMAGE'];
