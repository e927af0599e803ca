import { mutation } from './documents.js';
import type { Member } from './organisations.js';
import { pdf, upload } from './attachments.js';
import { pestDocuments } from './pests.js';
import { done, type Answer } from './send.js';

/** A person of the base office, as selected. */
export const PERSON = '{ id displayName }';
/** An entry of an edition, as selected. */
export const ENTRY = `id versionCode type code title { zh en } contentJson saidSha256 source { document clause url } scanId confidence
  isOpen enteredBy ${PERSON} countersignedBy ${PERSON} countersignedAt owner ${PERSON} dueOn`;
const VERSION = `version { code standardCode state publishedAt provenance { edition validFrom validTo confidence } }`;
const GAP = '{ zh en ownerId dueOn }';
const PACK = `versionCode marketCode season state validFrom validTo reviewOn isReviewDue publishedAt draftedBy ${PERSON}
  missing ${GAP} overdue ${GAP} entries { ${ENTRY} }`;

const edition = (name: string): string => mutation(name, `... on EditionPayload { ${VERSION} }`);
const entry = (name: string): string => mutation(name, `... on EditionEntryPayload { entry { ${ENTRY} } }`);

/** The operations on editions and market packs, as a client sends them. */
export const editionDocuments = {
  draftStandardVersion: edition('draftStandardVersion'),
  openMarketPack: edition('openMarketPack'),
  publishStandardVersion: edition('publishStandardVersion'),
  draftRule: entry('draftRule'),
  draftResidueLimit: entry('draftResidueLimit'),
  draftResidueFallback: entry('draftResidueFallback'),
  draftMarketStatus: entry('draftMarketStatus'),
  draftPackQuestion: entry('draftPackQuestion'),
  dropDraftEntry: entry('dropDraftEntry'),
  assignDraftEntry: entry('assignDraftEntry'),
  countersignEntry: entry('countersignEntry'),
  marketPack: `query ($marketCode: String!, $season: String!, $versionCode: String) {
    marketPack(marketCode: $marketCode, season: $season, versionCode: $versionCode) { ${PACK} } }`,
  marketPacks: `query ($filter: MarketPackEditionFilter, $first: Int = 25, $after: String) {
    marketPacks(filter: $filter, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { versionCode state } } } }`,
  adoptRules: mutation(
    'adoptRules',
    `... on AdoptRulesPayload { rules { code outcome entry { ${ENTRY} } } }`,
  ),
  adoptableRules: `query { adoptableRules { standard code kind parametersJson title { zh en }
    provenance { edition source { document clause } confidence } } }`,
  versions: `query ($standardCode: String) { standardVersions(standardCode: $standardCode) {
    code state entries { code confidence } rules { code canSettle } } }`,
  preview: `query ($versionCode: String!, $first: Int = 50, $after: ID, $afterBatch: ID) {
    previewStandardVersion(versionCode: $versionCode, first: $first, after: $after, afterBatch: $afterBatch) {
      lotsJudged batchesJudged lotsOutsideDates batchesOutsideDates isCut next nextBatch checks { lotId unity before after }
      flips { lotId lotCode batchCode ruleCode title unity stage effect subject { type id code } before after explanation } } }`,
};

/** Where the rows below were read: nowhere. */
const invented = (clause: string) => ({
  document: '示例文本（测试虚构，非任何国家的规定） / text invented for this test',
  clause: `示例条款 ${clause} / invented clause ${clause}`,
});

const rule = (
  code: string,
  kind: string,
  titleZh: string,
  parameters: object,
  more: { unity?: string; stage?: string; effect?: string; subject?: string } = {},
) => ({
  code,
  kind,
  titleZh: `【示例】${titleZh}`,
  titleEn: `Example: ${code}`,
  parametersJson: JSON.stringify(parameters),
  unity: 'CHANNEL',
  subject: 'BATCH',
  stage: 'PACK',
  effect: 'LEGAL',
  ...more,
});

/** The fruit flies that the invented text names, and what is recorded of the county for each. */
const FRUIT_FLIES = ['BACTROCERA-MINAX', 'BACTROCERA-TSUNEONIS', 'BACTROCERA-CORRECTA'] as const;
const AREA_STATUS = 'FREE_AREA';

const paper = (document: string) => ({ document, on: 'SUBJECT' });
const OF_LOT = { subject: 'LOT', stage: 'DECLARE' };
/** What names the vehicle or its seal cannot be demanded before it is loaded. */
const OF_SHIPMENT = { subject: 'SHIPMENT', stage: 'LOAD' };
const STANDARD = { unity: 'STANDARD', effect: 'CONTRACT' };

/**
 * What Thailand demands in this test: one rule for each thing that its real texts are known to be about, with clauses and figures
 * that are nobody's. Codes as those shipped, where there are any.
 */
const INVENTED_RULES = [
  rule('TH-ORCHARD', 'orchard-registration', '果园注册登记', {}),
  rule('TH-PACKHOUSE', 'packhouse-registration', '包装厂注册登记', {}),
  rule('TH-SINGLE-REGISTRATION', 'single-registration-per-run', '一次包装一个果园', {}),
  rule('TH-MARKED-REGISTRATION', 'marked-registration', '箱上果园号属实', {}),
  rule('TH-MARKS', 'label-marks', '箱标内容', {
    marks: ['ORCHARD', 'PACKHOUSE', 'EXPORTER', 'EXPORT_PHRASE'],
  }),
  rule('TH-FRUIT-FLY-AREA', 'pest-area-status', '实蝇非疫区', {
    pests: FRUIT_FLIES,
    accepted: [AREA_STATUS],
    orTreated: false,
  }),
  rule('TH-IMPORT-PERMIT', 'document-present', '进口许可证', paper('IMPORT_PERMIT'), OF_LOT),
  rule(
    'TH-FOOD-SAFETY',
    'document-present',
    '包装厂食品安全证书',
    paper('PACKHOUSE_FOOD_SAFETY_CERTIFICATE'),
    OF_LOT,
  ),
  rule('TH-BY-LAND', 'channel-open', '经开通的陆路渠道及口岸', {}, OF_LOT),
  rule(
    'TH-TRANSIT',
    'document-present',
    '陆路过境单证（载明口岸和海关封识）',
    paper('TRANSIT_DOCUMENT'),
    OF_SHIPMENT,
  ),
  rule(
    'TH-PHYTOSANITARY',
    'document-present',
    '植物检疫证书（短期有效，离境当日须有效）',
    paper('PHYTOSANITARY_CERTIFICATE'),
    OF_SHIPMENT,
  ),
  rule('TH-JUICE', 'number-in-range', '果汁率', { parameter: 'JUICE_CONTENT', minimum: '40' }, STANDARD),
  rule('TH-TSS', 'number-in-range', '可溶性固形物', { parameter: 'TSS', minimum: '10' }, STANDARD),
  rule(
    'TH-RATIO',
    'ratio',
    '固酸比',
    { parameter: 'TSS_ACID_RATIO', of: 'TSS', to: 'TITRATABLE_ACID', minimum: '8' },
    STANDARD,
  ),
  rule('TH-RED', 'number-in-range', '见红果比例', { parameter: 'RED_FLESH_SHARE', minimum: '80' }, STANDARD),
] as const;

/** What is known of what Thailand asks: code -> kind of rule, stage, and what of its parameters says it. */
export const THAI_DEMANDS: Readonly<
  Record<string, readonly [kind: string, stage: string, parameters?: object]>
> = {
  'TH-ORCHARD': ['orchard-registration', 'PACK'],
  'TH-PACKHOUSE': ['packhouse-registration', 'PACK'],
  'TH-IMPORT-PERMIT': ['document-present', 'DECLARE', { document: 'IMPORT_PERMIT' }],
  'TH-MARKS': ['label-marks', 'PACK', { marks: ['ORCHARD', 'PACKHOUSE', 'EXPORTER', 'EXPORT_PHRASE'] }],
  'TH-FRUIT-FLY-AREA': [
    'pest-area-status',
    'PACK',
    { pests: ['BACTROCERA-MINAX', 'BACTROCERA-TSUNEONIS', 'BACTROCERA-CORRECTA'] },
  ],
  'TH-FOOD-SAFETY': ['document-present', 'DECLARE', { document: 'PACKHOUSE_FOOD_SAFETY_CERTIFICATE' }],
  'TH-BY-LAND': ['channel-open', 'DECLARE'],
  'TH-TRANSIT': ['document-present', 'LOAD', { document: 'TRANSIT_DOCUMENT' }],
  'TH-PHYTOSANITARY': ['document-present', 'LOAD', { document: 'PHYTOSANITARY_CERTIFICATE' }],
};

/** Substance -> invented limit in mg/kg. */
export const INVENTED_LIMITS: Readonly<Record<string, string>> = {
  abamectin: '0.02',
  acetamiprid: '0.5',
  azoxystrobin: '5',
  bifenthrin: '0.05',
  buprofezin: '1',
  carbendazim: '1',
  chlorpyrifos: '0.2',
  cypermethrin: '0.3',
  deltamethrin: '0.05',
  difenoconazole: '0.5',
  fludioxonil: '5',
  imazalil: '2',
  imidacloprid: '1',
  malathion: '1',
  prochloraz: '3',
  pyridaben: '0.3',
  spirodiclofen: '0.4',
  thiabendazole: '3',
};

/** Market packs of Thailand for season 2025/26, made by people of the base office through the API. */
export function givenPacks(url: string) {
  /** A scan that nobody else has. @returns its id */
  async function scan(by: Member): Promise<string> {
    const { status, body } = await upload({ url, token: by.token }, { body: pdf(), name: '示例扫描件.pdf' });
    if (status !== 201) throw new Error(`the scan was not taken: ${status} ${JSON.stringify(body)}`);
    return body.id;
  }

  /** The county where the fruit grew is free of each fly, by a paper that one person enters and another confirms. */
  async function areaFree(by: Member, confirmedBy: Member): Promise<void> {
    const attachmentId = await scan(by);
    for (const pestCode of FRUIT_FLIES) {
      const { areaStatus } = await done(by, pestDocuments.recordAreaStatus, {
        pestCode,
        status: AREA_STATUS,
        regionCode: '511025',
        validFrom: '2025-09-01',
        document: '监管结论（测试虚构）',
        attachmentId,
      });
      await done(confirmedBy, pestDocuments.confirmAreaStatus, { areaStatusId: areaStatus.id });
    }
  }

  const opened = async (by: Member, more: object = {}): Promise<string> =>
    (
      await done(by, editionDocuments.openMarketPack, {
        marketCode: 'TH',
        season: '2025/26',
        startFrom: 'SHIPPED',
        reviewOn: '2026-06-30',
        ownerId: by.userId,
        dueOn: '2026-02-01',
        ...more,
      })
    ).version.code;

  const find = async (by: Member, versionCode?: string, season = '2025/26'): Promise<Answer> =>
    (await by.client.run(editionDocuments.marketPack, { marketCode: 'TH', season, versionCode })).marketPack;

  /** Everything the invented text demands, entered by one person: some thirty rows, all with clause and scan. */
  async function entered(by: Member, versionCode: string): Promise<void> {
    const scanId = await scan(by);
    const about = (clause: number) => ({ versionCode, scanId, source: invented(String(clause)) });
    for (const [i, each] of INVENTED_RULES.entries())
      await done(by, editionDocuments.draftRule, { ...about(i + 1), ...each });
    for (const [i, [substance, mgPerKg]] of Object.entries(INVENTED_LIMITS).entries()) {
      const limit = { substance, mgPerKg, commodity: '示例：甜橙', level: 'COMMODITY' };
      await done(by, editionDocuments.draftResidueLimit, { ...about(100 + i), ...limit });
    }
    await done(by, editionDocuments.draftResidueFallback, {
      ...about(200),
      steps: ['示例清单 / invented list', '0.01 mg/kg'],
      mgPerKg: '0.01',
      mustNotBeDetected: false,
      listComplete: true,
    });
    // The period that is shipped, said anew with the invented clause: one market, one row for each of its periods.
    const open = (await find(by, versionCode)).entries.find(({ type }: Answer) => type === 'MARKET_STATUS');
    const validFrom = open ? JSON.parse(open.contentJson).validFrom : '2025-09-01';
    await done(by, editionDocuments.draftMarketStatus, { ...about(300), status: 'OPEN', validFrom });
  }

  /** Answers every question of a pack. */
  async function answered(by: Member, versionCode: string): Promise<void> {
    const pack = await find(by, versionCode);
    for (const { code, title } of pack.entries.filter(({ type }: Answer) => type === 'QUESTION'))
      await done(by, editionDocuments.draftPackQuestion, {
        versionCode,
        code,
        textZh: title.zh,
        textEn: title.en,
        answer: '示例：见本汇编各条 / invented: see the rows of this pack',
      });
  }

  /** Countersigns whatever waits in a pack and somebody else entered; questions once they are answered. */
  async function countersigned(by: Member, versionCode: string): Promise<void> {
    const pack = await find(by, versionCode);
    const waiting = pack.entries.filter(
      ({ isOpen, enteredBy, contentJson }: Answer) =>
        isOpen && enteredBy.id !== by.userId && JSON.parse(contentJson).answer !== null,
    );
    for (const { id, saidSha256 } of waiting)
      await done(by, editionDocuments.countersignEntry, { entryId: id, saidSha256 });
  }

  const published = async (by: Member, versionCode: string): Promise<Answer> =>
    (await done(by, editionDocuments.publishStandardVersion, { versionCode })).version;

  return { scan, areaFree, opened, find, entered, answered, countersigned, published, invented };
}
