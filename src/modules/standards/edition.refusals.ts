import type { NotFound } from '../../infrastructure/database/common-refusals.js';
import type { ErasingRefusal } from '../attachments/erasing.refusals.js';
import { declareRefusals, type RefusalOf } from '../../kernel/refusal.js';

type Nothing = Record<never, never>;

export const editionRefusals = declareRefusals({
  EDITION_TAKEN: (v: { versionCode: string }) => ({
    zh: `版本 ${v.versionCode} 已经存在`,
    en: `The edition ${v.versionCode} exists already`,
  }),
  STANDARD_TAKEN: (v: { standardCode: string }) => ({
    zh: `标准代码 ${v.standardCode} 已被使用`,
    en: `The code ${v.standardCode} is that of another standard`,
  }),
  EDITION_PUBLISHED: (v: { versionCode: string }) => ({
    zh: `版本 ${v.versionCode} 已发布，不再改动；更正请起草新版本`,
    en: `The edition ${v.versionCode} is published and never changes; draft a new one to correct it`,
  }),
  EDITION_DATES_REVERSED: (v: { validFrom: string; validTo: string }) => ({
    zh: `最后一天 ${v.validTo} 早于第一天 ${v.validFrom}`,
    en: `The last day ${v.validTo} lies before the first, ${v.validFrom}`,
  }),
  REVIEW_IN_PAST: (v: { reviewOn: string; today: string }) => ({
    zh: `复查日 ${v.reviewOn} 已过（今天是 ${v.today}）；请填写今天或以后的一天`,
    en: `The day of review, ${v.reviewOn}, has passed (today is ${v.today}); name today or a later day`,
  }),
  DUE_IN_PAST: (v: { dueOn: string; today: string }) => ({
    zh: `期限 ${v.dueOn} 已过（今天是 ${v.today}）；请填写今天或以后的一天`,
    en: `The day by which it is to be done, ${v.dueOn}, has passed (today is ${v.today}); name today or a later day`,
  }),
  EDITION_BEGINS_TOO_EARLY: (v: { versionCode: string; other: string; validFrom: string }) => ({
    zh: `版本 ${v.versionCode} 会早于已发布的 ${v.other}（自 ${v.validFrom}）；新版本只能从同日或更晚起接替`,
    en: `The edition ${v.versionCode} would begin before ${v.other}, published from ${v.validFrom}; it can follow from that day on`,
  }),
  EDITION_EMPTY: (v: { versionCode: string }) => ({
    zh: `版本 ${v.versionCode} 还没有规则`,
    en: `The edition ${v.versionCode} has no rules yet`,
  }),
  PUBLISHER_DRAFTED: (v: { versionCode: string }) => ({
    zh: `版本 ${v.versionCode} 由您起草，须由基地办公室的另一人发布`,
    en: `You drafted ${v.versionCode}; another person of the base office publishes it`,
  }),
  PUBLISHER_ENTERED: (v: { codes: string }) => ({
    zh: `您录入的条目尚无第二人复核，不能由您发布：${v.codes}`,
    en: `You entered these and nobody has countersigned them, so another person publishes: ${v.codes}`,
  }),
  PUBLISHER_DROPPED: (v: { codes: string }) => ({
    zh: `您删除了这些条目，须由另一人发布，或由另一人重新录入后删除：${v.codes}`,
    en: `You dropped these, so another person publishes, or enters and drops them: ${v.codes}`,
  }),
  RULE_PARAMETERS_REFUSED: (v: { kind: string; field: string; zh: string; en: string }) => ({
    zh: `规则种类 ${v.kind}：${v.zh}`,
    en: `Rule kind ${v.kind}: ${v.en}`,
  }),
  RULE_CONDITIONS_OF_BATCHES: (_: Nothing) => ({
    zh: '只有针对批次（BATCH）的规则可以限定等级或品种',
    en: 'Only rules about batches (BATCH) can be for certain classes or varieties',
  }),
  RULE_CLASSES_TWICE: (v: { kind: string }) => ({
    zh: `规则种类 ${v.kind} 的参数已限定等级，不能再在条件中限定；请只写在条件里`,
    en: `The parameters of the rule kind ${v.kind} name classes already; name them in the conditions only`,
  }),
  RULE_VARIETY_UNKNOWN: (v: { varietyCode: string }) => ({
    zh: `没有代码为 ${v.varietyCode} 的品种；规则只能针对已登记的品种`,
    en: `No variety has the code ${v.varietyCode}; a rule is for varieties that are known`,
  }),
  RULE_SUBSTANCE_UNKNOWN: (v: { substance: string }) => ({
    zh: `没有代码为 ${v.substance} 的有效成分；代码请查 substances`,
    en: `No substance has the code ${v.substance}; the query substances lists the codes`,
  }),
  RULE_INDICATION_UNKNOWN: (v: { indication: string }) => ({
    zh: `没有代码为 ${v.indication} 的地理标志；代码请查 brands`,
    en: `No geographical indication has the code ${v.indication}; the query brands lists the codes`,
  }),
  RULE_AREA_UNKNOWN: (v: { areaCode: string }) => ({
    zh: `没有代码为 ${v.areaCode} 的县（区）或乡镇；代码请查 regions`,
    en: `No county or town has the code ${v.areaCode}; the query regions lists the codes`,
  }),
  RULE_PEST_UNKNOWN: (v: { pest: string }) => ({
    zh: `没有代码为 ${v.pest} 的有害生物；代码请查 pests`,
    en: `No pest has the code ${v.pest}; the query pests lists the codes`,
  }),
  RULE_CLASS_UNKNOWN: (v: { qualityClass: string; classes: string }) => ({
    zh: `没有名为 ${v.qualityClass} 的等级，应为：${v.classes}`,
    en: `No class is called ${v.qualityClass}; expected ${v.classes}`,
  }),
  PARAMETERS_NOT_JSON: (_: Nothing) => ({
    zh: '参数不是 JSON；应为一个 JSON 对象，例如 {"parameter": "TSS", "minimum": "10"}',
    en: 'The parameters are no JSON; a JSON object is expected, such as {"parameter": "TSS", "minimum": "10"}',
  }),
  PARAMETERS_KEY_TWICE: (v: { key: string }) => ({
    zh: `参数中“${v.key}”出现两次；每个名称只写一次`,
    en: `The parameters name “${v.key}” twice; each name is written once`,
  }),
  EDITION_ENTRY_ONLY_IN_PACK: (v: { versionCode: string }) => ({
    zh: `${v.versionCode} 不是市场资料包，只能录入规则`,
    en: `${v.versionCode} is no market pack and takes rules only`,
  }),
  EDITION_TAKES_VARIETIES: (v: { versionCode: string }) => ({
    zh: `${v.versionCode} 是统一品种目录，只能录入品种`,
    en: `${v.versionCode} is an edition of the unified variety list and takes varieties only`,
  }),
  VARIETY_ONLY_IN_LIST: (v: { versionCode: string }) => ({
    zh: `${v.versionCode} 不是统一品种目录，品种只能录入统一品种目录`,
    en: `${v.versionCode} is no edition of the unified variety list; varieties are entered there`,
  }),
  STANDARD_DRAFTED_OTHERWISE: (v: { standardCode: string; mutation: string }) => ({
    zh: `${v.standardCode} 的新版本由 ${v.mutation} 起草`,
    en: `A new edition of ${v.standardCode} is drafted by ${v.mutation}`,
  }),
  VARIETY_LIST_EMPTY: (v: { versionCode: string }) => ({
    zh: `目录 ${v.versionCode} 还没有列入任何品种`,
    en: `The edition ${v.versionCode} lists no variety yet`,
  }),
  VARIETY_UNKNOWN: (v: { varietyCode: string }) => ({
    zh: `没有代码为 ${v.varietyCode} 的品种；请先在同一目录中录入新品种`,
    en: `No variety has the code ${v.varietyCode}; first enter it in the same edition as a new one`,
  }),
  VARIETY_KNOWN_ALREADY: (v: { varietyCode: string }) => ({
    zh: `品种 ${v.varietyCode} 已经登记，直接列入目录即可`,
    en: `The variety ${v.varietyCode} is known already and need only be listed`,
  }),
  NEW_VARIETY_NOT_COUNTERSIGNED: (v: { varietyCode: string }) => ({
    zh: `新品种 ${v.varietyCode} 尚无第二人复核，不能发布`,
    en: `Nobody has countersigned the new variety ${v.varietyCode}, so it cannot be published`,
  }),
  HARVEST_WINDOW_HALF: (_: Nothing) => ({
    zh: '采收期应同时写明第一天和最后一天，或都不写',
    en: 'A harvest window has a first and a last day, or there is none',
  }),
  RULE_OF_OTHER_MARKET: (v: { marketCode: string }) => ({
    zh: `市场资料包里的规则只能针对市场 ${v.marketCode}`,
    en: `A rule of this pack is for the market ${v.marketCode} and no other`,
  }),
  RULE_EXCEPTS_ITS_MARKET: (v: { marketCode: string }) => ({
    zh: `规则针对市场 ${v.marketCode}，不能又把它排除在外`,
    en: `The rule is for the market ${v.marketCode} and cannot leave it out`,
  }),
  EDITION_MARKET_UNKNOWN: (v: { marketCode: string }) => ({
    zh: `没有代码为 ${v.marketCode} 的目的市场`,
    en: `There is no market with the code ${v.marketCode}`,
  }),
  EDITION_SUBSTANCE_UNKNOWN: (v: { substance: string }) => ({
    zh: `没有这种有效成分的名称或代码：${v.substance}；代码请查 substances`,
    en: `No substance is called ${v.substance} or has that code; the query substances lists them`,
  }),
  RESIDUE_COMMODITY_UNKNOWN: (v: { commodity: string; level: string; zh: string; en: string }) => ({
    zh: `“${v.commodity}”未写明是${v.zh}；级别 ${v.level} 的限量须写明“${v.zh}”，原文为其他语言的，请在其后附中文或英文`,
    en: `“${v.commodity}” does not say ${v.en}; a limit of the level ${v.level} is written for them. Beside the words of another language, write the Chinese or English`,
  }),
  FALLBACK_CONTRADICTS: (_: Nothing) => ({
    zh: '“不得检出”与统一限量不能同时给出',
    en: 'Either nothing may be found, or there is a uniform limit; not both',
  }),
  ADOPTED_AS_LAW: (_: Nothing) => ({
    zh: '国际标准只能按合同约定或作为参考采用，不是市场的法律要求；法律要求请用 draftRule 按市场的原文录入',
    en: 'International standards are adopted by contract or as advice and are no law of a market; enter a law by draftRule from its own text',
  }),
  ADOPTABLE_RULE_UNKNOWN: (v: { code: string }) => ({
    zh: `没有可采用的规则 ${v.code}；见 adoptableRules`,
    en: `There is no rule ${v.code} to adopt; see adoptableRules`,
  }),
  ADOPTED_TWICE: (v: { code: string }) => ({
    zh: `${v.code} 列了两次`,
    en: `${v.code} is named twice`,
  }),
  ADOPTED_CODE_TAKEN: (v: { code: string }) => ({
    zh: `草稿里的 ${v.code} 内容不同；请先删除该条目，或用 draftRule 改写`,
    en: `The draft says something else under ${v.code}; drop that entry first, or say it anew by draftRule`,
  }),
  ADOPTED_CLAUSE_KNOWN: (v: { code: string; clause: string }) => ({
    zh: `${v.code} 出自“${v.clause}”，不另填条款`,
    en: `${v.code} was read in “${v.clause}”; no other clause is entered`,
  }),
  RESIDUE_LIMIT_MISSING: (_: Nothing) => ({
    zh: '须填写限量；原文写明豁免制定限量的，请注明豁免',
    en: 'The limit is missing; where the text says that none is needed, say so',
  }),
  RESIDUE_LIMIT_AND_EXEMPT: (_: Nothing) => ({
    zh: '豁免制定限量的条目不填限量、定量限标记和残留物定义',
    en: 'An entry that says that no limit is needed names no limit, no limit of determination and no definition',
  }),
  RESIDUE_DEFINITION_NOT_WORDED: (_: Nothing) => ({
    zh: '总和或另行定义的残留物须写出限量原文的定义，实验室才能照此出具结果',
    en: 'A sum, or something else, needs the words of the text, so that a laboratory can report by them',
  }),
  EDITION_ENTRIES_TOO_MANY: (v: { most: number }) => ({
    zh: `一个版本最多 ${v.most} 条`,
    en: `An edition takes at most ${v.most} entries`,
  }),
  EDITION_ENTRY_COUNTERSIGNED_ALREADY: (v: { code: string }) => ({
    zh: `条目 ${v.code} 已经复核`,
    en: `The entry ${v.code} is countersigned already`,
  }),
  EDITION_ENTRY_NEEDS_ANOTHER_PERSON: (v: { code: string }) => ({
    zh: `条目 ${v.code} 由您录入，须由另一人复核`,
    en: `You entered ${v.code}; another person countersigns it`,
  }),
  EDITION_ENTRY_NEEDS_CLAUSE: (v: { code: string }) => ({
    zh: `条目 ${v.code} 未写条款，不能复核`,
    en: `The entry ${v.code} names no clause and cannot be countersigned`,
  }),
  EDITION_ENTRY_NEEDS_SCAN: (v: { code: string }) => ({
    zh: `条目 ${v.code} 未附原文扫描件，不能复核`,
    en: `The entry ${v.code} has no scan of the text and cannot be countersigned`,
  }),
  QUESTION_NOT_ANSWERED: (v: { code: string }) => ({
    zh: `问题 ${v.code} 还没有答案，不能复核`,
    en: `The question ${v.code} has no answer yet and cannot be countersigned`,
  }),
  EDITION_ENTRY_CHANGED_MEANWHILE: (v: { code: string }) => ({
    zh: `条目 ${v.code} 已被改动，请重新核对后再复核`,
    en: `The entry ${v.code} was changed meanwhile; compare it again before countersigning`,
  }),
  OWNER_NOT_OF_OFFICE: (_: Nothing) => ({
    zh: '责任人应为基地办公室的在册人员',
    en: 'Whoever sees to it must be a member of the base office',
  }),
});
export type EditionRefusal = RefusalOf<typeof editionRefusals> | ErasingRefusal | NotFound;
