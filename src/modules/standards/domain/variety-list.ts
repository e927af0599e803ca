import { addDays } from '../../../kernel/local-date.js';
import type { EditionRefusal } from '../edition.refusals.js';
import { isOpen, type Entry, type HarvestWindow, type SaidListedVariety } from './edition-entry.js';
import { beginsBy } from './edition-preview.js';
import type { VarietyListFacts } from './facts.js';
import { common } from './periods.js';
import type { Bilingual } from './rule.js';

const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether `s` is written `MM-DD` and is a day of some year; 02-29 is one. */
export function isMonthDay(s: unknown): s is string {
  if (typeof s !== 'string' || !/^\d\d-\d\d$/.test(s)) return false;
  const [month = 0, day = 0] = s.split('-').map(Number);
  return day >= 1 && day <= (DAYS_OF_MONTH[month - 1] ?? 0);
}

/**
 * Why a harvest window cannot be: it has a beginning and an end, or there is none.
 *
 * @returns HARVEST_WINDOW_HALF; else empty
 */
export const refuseWindow = ({ harvestFrom, harvestTo }: HarvestWindow): EditionRefusal[] =>
  (harvestFrom === null) === (harvestTo === null)
    ? []
    : [
        {
          code: 'HARVEST_WINDOW_HALF',
          values: {},
          path: [harvestFrom === null ? 'harvestFrom' : 'harvestTo'],
        },
      ];

/** The varieties that entries put on the list. */
export const listedIn = (entries: readonly Pick<Entry, 'said'>[]): SaidListedVariety[] =>
  entries.flatMap(({ said: { content } }) => (content.type === 'LISTED_VARIETY' ? [content] : []));

/**
 * Why the varieties of a draft cannot be published: each that it lists is known by then, and each that it makes known
 * was read by two people, because what is planted with it stays.
 *
 * @param known codes of the varieties known already, at least of those that entries name
 * @returns VARIETY_UNKNOWN, VARIETY_KNOWN_ALREADY, NEW_VARIETY_NOT_COUNTERSIGNED; else empty
 * @see docs/adr/0024-variety-lists.md
 */
export function refuseVarieties(entries: readonly Entry[], known: ReadonlySet<string>): EditionRefusal[] {
  const path = ['versionCode'];
  const added = entries.filter(({ type }) => type === 'NEW_VARIETY');
  const codes = new Set([...known, ...added.map(({ code }) => code)]);
  return [
    ...listedIn(entries)
      .filter(({ varietyCode }) => !codes.has(varietyCode))
      .map(({ varietyCode }) => ({ code: 'VARIETY_UNKNOWN' as const, values: { varietyCode }, path })),
    ...added.flatMap((entry): EditionRefusal[] => {
      const values = { varietyCode: entry.code };
      if (known.has(entry.code)) return [{ code: 'VARIETY_KNOWN_ALREADY', values, path }];
      return isOpen(entry) ? [{ code: 'NEW_VARIETY_NOT_COUNTERSIGNED', values, path }] : [];
    }),
  ];
}

/** What of a variety differs from the edition before: it came, it went, or it may be picked on other days. */
export interface ListChange {
  readonly varietyCode: string;
  readonly varietyName: Bilingual;
  readonly change: 'LISTED' | 'TAKEN_OFF' | 'WINDOW';
  /** Null: it was not listed. */
  readonly before: HarvestWindow | null;
  /** Null: it is not listed any more. */
  readonly after: HarvestWindow | null;
}

/**
 * What differs between two editions of the list, by variety.
 *
 * @returns in order of the code
 */
export function changesBetween(
  before: readonly Pick<Entry, 'said'>[],
  after: readonly Pick<Entry, 'said'>[],
): ListChange[] {
  const [was, is] = [byVariety(before), byVariety(after)];
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((varietyCode) => {
    const [then, now] = [was.get(varietyCode), is.get(varietyCode)];
    const change = changeOf(then, now);
    const varietyName = (now ?? then)?.varietyName;
    if (!change || !varietyName) return [];
    return [{ varietyCode, varietyName, change, before: windowOf(then), after: windowOf(now) }];
  });
}

const byVariety = (entries: readonly Pick<Entry, 'said'>[]): Map<string, SaidListedVariety> =>
  new Map(listedIn(entries).map((said) => [said.varietyCode, said]));

function changeOf(then?: HarvestWindow, now?: HarvestWindow): ListChange['change'] | null {
  if (!then) return 'LISTED';
  if (!now) return 'TAKEN_OFF';
  return then.harvestFrom === now.harvestFrom && then.harvestTo === now.harvestTo ? null : 'WINDOW';
}

const windowOf = (said?: HarvestWindow): HarvestWindow | null =>
  said ? { harvestFrom: said.harvestFrom, harvestTo: said.harvestTo } : null;

/** An edition of the list, shipped or the base office's own. */
export interface HeldList extends VarietyListFacts {
  readonly isOfOffice: boolean;
}

/**
 * The lists that fruit would be judged by once a draft is published: the office's own before it ends on its eve.
 * Shipped ones stay: on the days of the office they are not asked.
 *
 * @see docs/adr/0024-variety-lists.md
 */
export function withList(held: readonly HeldList[], draft: HeldList): HeldList[] {
  const { validFrom } = draft;
  const eve = validFrom && { validFrom: null, validTo: addDays(validFrom, -1) };
  const left = held.flatMap((list) => {
    if (!eve || !list.isOfOffice || !beginsBy(list.validFrom, validFrom)) return [list];
    const days = common(list, eve);
    return days ? [{ ...list, ...days }] : [];
  });
  return [...left, draft];
}
