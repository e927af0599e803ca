import { addDays, type LocalDate } from '../../../kernel/local-date.js';
import type { Bilingual } from '../../../kernel/refusal.js';
import { listed } from '../../standards/domain/judgement.js';
import { substanceTold } from '../../standards/domain/names.js';
import type { Applications } from './applications.js';
import { bannedSubstancesOn, type Ban, type BannedUse } from './banned-use.js';
import { intervalOf, type Spray, type UnknownInterval } from './spray.js';
import type { Period } from './stated-sprays.js';

/** What a spray that is recorded as it happened should make people look at. Nothing is refused for it. */
const GROWING_WARNINGS = [
  'BANNED_SUBSTANCE',
  'BAN_NOT_CONFIRMED',
  'SUBSTANCES_NOT_RECORDED',
  'SUBSTANCE_NOT_LISTED',
  'LABEL_FOR_ANOTHER_CROP',
  'INTERVAL_UNKNOWN',
  'MAXIMUM_UNKNOWN',
  'HARVESTED_WITHIN_INTERVAL',
  'HARVEST_PLANNED_WITHIN_INTERVAL',
  'TOO_MANY_APPLICATIONS',
  'STATEMENT_NO_LONGER_HOLDS',
] as const;
export type GrowingWarningCode = (typeof GROWING_WARNINGS)[number];

/** A warning in words; clients tell it by its code. */
export interface GrowingWarning {
  readonly code: GrowingWarningCode;
  readonly sentence: Bilingual;
}

/** What was found out about one spray. */
export interface SprayFindings {
  readonly spray: Spray;
  readonly banned: readonly BannedUse[];
  readonly applications: Applications | null;
  /** Days on which fruit was picked on the plot, from the day of the spray on. */
  readonly harvestDays: readonly LocalDate[];
  /** A period with the day of the spray for which it was stated that all sprays are on record, before this one was; null: none. */
  readonly statedBefore: Period | null;
}

/**
 * Everything worth a warning about one spray, the gravest first. The order is the product's own: what stops the fruit,
 * then what the label forbids, then what is not known.
 */
export function sprayWarnings(findings: SprayFindings): GrowingWarning[] {
  const { spray, banned, applications, harvestDays, statedBefore } = findings;
  return [
    ...banned.filter(({ isSettled }) => isSettled).map(bannedSubstance),
    ...harvestedWithinInterval(spray, harvestDays),
    ...(applications?.isExceeded ? [tooMany(applications)] : []),
    ...(statedBefore ? [noLongerStated(statedBefore)] : []),
    ...unknownInterval(spray),
    ...unknownMaximum(spray),
    ...(spray.substances.length === 0 ? [SUBSTANCES_NOT_RECORDED] : []),
    ...(spray.unlisted.length > 0 ? [notListed(spray)] : []),
    ...banned.filter(({ isSettled }) => !isSettled).map(banNotConfirmed),
  ];
}

/**
 * The bans that sprays of a plot ran into, each said once: fruit of the plot is stopped by them on any day of harvest.
 *
 * @param bans of any day; of substances that none of the sprays holds they do not matter
 */
export function banWarnings(sprays: readonly Spray[], bans: readonly Ban[]): GrowingWarning[] {
  const uses = sprays.flatMap(({ performedOn, substances }) =>
    bannedSubstancesOn(performedOn, substances, bans),
  );
  const once = new Map(uses.map((use) => [`${use.ban.act} ${use.ban.substance}`, use]));
  return [...once.values()]
    .sort((one, other) => Number(other.isSettled) - Number(one.isSettled))
    .map((use) => (use.isSettled ? bannedSubstance(use) : banNotConfirmed(use)));
}

const namesOf = ({ ban }: BannedUse): Bilingual => ({
  zh: ban.substanceZh,
  en: ban.substanceEn ?? ban.substance,
});

function bannedSubstance(use: BannedUse): GrowingWarning {
  const { zh, en } = namesOf(use);
  const { scope, bannedFrom } = use.ban;
  return {
    code: 'BANNED_SUBSTANCE',
    sentence: {
      zh: `${zh} 在施药当日已禁用${bannedFrom ? `（自 ${bannedFrom} 起）` : ''}：${scope.zh}。此后在该地块采收的果实将暂停放行。`,
      en: `${en} was banned on the day of the spray${bannedFrom ? ` (since ${bannedFrom})` : ''}: ${scope.en}. Fruit picked there from then on is held.`,
    },
  };
}

function banNotConfirmed(use: BannedUse): GrowingWarning {
  const { zh, en } = namesOf(use);
  return {
    code: 'BAN_NOT_CONFIRMED',
    sentence: {
      zh: `${zh} 可能已禁用，但禁令原文尚未核实：${use.ban.scope.zh}。`,
      en: `${en} may be banned; the text of the ban was not confirmed: ${use.ban.scope.en}.`,
    },
  };
}

const SUBSTANCES_NOT_RECORDED: GrowingWarning = {
  code: 'SUBSTANCES_NOT_RECORDED',
  sentence: {
    zh: '没有有效成分，无法核对禁用农药和残留限量，请按标签补记。',
    en: 'No active ingredient is recorded, so that bans and residue limits cannot be checked; add it from the label.',
  },
};

/** A comma stands in the names of substances too (2,4-D), before a digit or letter. */
const SEVERAL = /[、，;；/+＋·]|,\s|和|与/u;

function notListed({ unlisted }: Spray): GrowingWarning {
  const { zh, en } = listed(unlisted.map(substanceTold));
  const isSeveral = unlisted.some((name) => SEVERAL.test(name));
  return {
    code: 'SUBSTANCE_NOT_LISTED',
    sentence: {
      zh: `农药成分目录中没有 ${zh}，可能是禁用农药的别名；基地办公室将其登记并确认之前，禁用农药和残留无法判定，果实不能放行。${isSeveral ? '一项只填一种成分：复配农药请把各成分分开填写，更正本记录。' : ''}`,
      en: `${en}: not in the list of substances, and perhaps another name of a banned one. Until the base office has made it known, bans and residues stay undecided and the fruit does not leave.${isSeveral ? ' One ingredient an entry: correct the record and give those of a mixture one by one.' : ''}`,
    },
  };
}

const UNKNOWN: Record<UnknownInterval, Bilingual> = {
  LABEL_FOR_ANOTHER_CROP: {
    zh: '所选标签不是用于树上柑橘的，其安全间隔期不适用，首个可采收日无法确定。',
    en: 'The label is not for citrus on the tree, so that its interval does not apply and the first day of harvest is not known.',
  },
  NO_LABEL: {
    zh: '未选农药登记标签，安全间隔期不明，首个可采收日无法确定。',
    en: 'No product label is named, so that the interval and the first day of harvest are not known.',
  },
  LABEL_NOT_CONFIRMED: {
    zh: '所选标签尚未经第二人核对，安全间隔期暂不采用，首个可采收日无法确定。',
    en: 'The label was not confirmed by a second person, so that its interval is not used and the first day of harvest is not known.',
  },
  LABEL_WITHOUT_INTERVAL: {
    zh: '所选标签的安全间隔期没有录入，首个可采收日无法确定。',
    en: "The label's interval was not entered, so that the first day of harvest is not known.",
  },
};

/** Why an interval is not known, in words; the same sentences serve the preview of the first day of harvest. */
export const unknownIntervalSentence = (reason: UnknownInterval): Bilingual => UNKNOWN[reason];

function unknownInterval(spray: Spray): GrowingWarning[] {
  const interval = intervalOf(spray);
  if (typeof interval !== 'string' || interval === 'NONE') return [];
  if (interval === 'LABEL_FOR_ANOTHER_CROP') return [anotherCrop(spray.label?.otherCrop ?? '')];
  return [{ code: 'INTERVAL_UNKNOWN', sentence: UNKNOWN[interval] }];
}

/** Only of a label whose maximum would count: of the others it is said already why nothing is known of them. */
function unknownMaximum({ label }: Spray): GrowingWarning[] {
  if (!label?.isConfirmed || label.otherCrop !== null) return [];
  return label.maxApplications === null && !label.statesNoMaximum ? [MAXIMUM_UNKNOWN] : [];
}

const MAXIMUM_UNKNOWN: GrowingWarning = {
  code: 'MAXIMUM_UNKNOWN',
  sentence: {
    zh: '所选标签的每季最多使用次数没有录入，无法核对施用次数。',
    en: "The label's maximum of applications was not entered, so that they cannot be checked.",
  },
};

const anotherCrop = (crop: string): GrowingWarning => ({
  code: 'LABEL_FOR_ANOTHER_CROP',
  sentence: {
    zh: `所选标签用于“${crop}”，不是用于树上的柑橘：其安全间隔期和每季次数不适用，首个可采收日无法确定。请选实际所用、登记于柑橘的标签。`,
    en: `The label is for "${crop}", not for citrus on the tree: its interval and maximum do not apply, and the first day of harvest is not known. Name the label for citrus that is really used.`,
  },
});

function harvestedWithinInterval(spray: Spray, harvestDays: readonly LocalDate[]): GrowingWarning[] {
  const interval = intervalOf(spray);
  if (typeof interval === 'string') return [];
  const clearFrom = addDays(spray.performedOn, interval);
  const [first] = harvestDays.filter((day) => day >= spray.performedOn && day < clearFrom).toSorted();
  if (first === undefined) return [];
  return [
    {
      code: 'HARVESTED_WITHIN_INTERVAL',
      sentence: {
        zh: `该地块 ${first} 已采收，而本次施药后须 ${clearFrom} 起方可采收；这批果实将暂停放行。`,
        en: `Fruit was picked on ${first}, but after this spray harvest starts on ${clearFrom}; that fruit is held.`,
      },
    },
  ];
}

function tooMany({ count, maximum }: Applications): GrowingWarning {
  return {
    code: 'TOO_MANY_APPLICATIONS',
    sentence: {
      zh: `本季在该地块已施用 ${count} 次，标签最多 ${maximum} 次。`,
      en: `Applied ${count} times on this plot this season; the label allows ${maximum}.`,
    },
  };
}

const noLongerStated = ({ from, to }: Period): GrowingWarning => ({
  code: 'STATEMENT_NO_LONGER_HOLDS',
  sentence: {
    zh: `该地块 ${from} 至 ${to} 的用药记录已声明完整，当时没有本次施药，该声明因此不再成立；须核对后重新声明，否则果实待判定。`,
    en: `It was stated that all sprays from ${from} to ${to} were on record, without this one: that no longer holds. State it again once it is true, or fruit stays undecided.`,
  },
});
