import { legalDay, type LocalDate } from '../../../kernel/local-date.js';
import type { Instant } from '../../../kernel/instant.js';
import type { PackGapFacts } from './facts.js';
import { confidenceOf, isOpen, titleOf, type Content, type Entry, type EntryType } from './edition-entry.js';
import { common, type Period } from './periods.js';
import type { Confidence, Source } from './rule.js';

/** An entry with when it was last looked at: when it was entered, or countersigned. */
export type DatedEntry = Entry & { readonly lookedAt: Instant };

/** Something an edition says of some days, with how far it may be trusted; what the tables for judging hold. */
export type Published<C extends Content> = C &
  Period & {
    readonly code: string;
    readonly source: Source;
    readonly confidence: Confidence;
    readonly lastChecked: LocalDate;
  };

/**
 * What an edition says of one thing, once it is published: each entry for the days it has in common with the edition.
 *
 * @param type which entries
 * @returns in the order of the entries; days without a day in common are left out
 * @see docs/adr/0017-market-packs.md
 */
export function publishedEntries<T extends Demand['type']>(
  edition: Period,
  entries: readonly DatedEntry[],
  type: T,
): Published<Extract<Demand, { type: T }>>[] {
  return entries.flatMap((entry) => {
    const { content, source } = entry.said;
    if (!isOf(content, type)) return [];
    const days = common(content, edition);
    const { code, lookedAt } = entry;
    const about = { code, source, confidence: confidenceOf(entry), lastChecked: legalDay(lookedAt) };
    return days ? [{ ...content, ...days, ...about }] : [];
  });
}

/** What fruit is judged by on some days of the edition: all that may have days of its own. */
type Demand = Extract<Content, Period>;

const isOf = <T extends Demand['type']>(content: Content, type: T): content is Extract<Demand, { type: T }> =>
  content.type === type;

/**
 * What nobody has read and countersigned of a market's demands, each with who sees to it and by when: entries that
 * wait, questions that are open, and what no pack can do without. Empty: the pack is whole.
 *
 * @see docs/adr/0017-market-packs.md: a pack is published with its gaps
 */
export function gapsOf(pack: Pick<Entry, 'ownerId' | 'dueOn'>, entries: readonly Entry[]): PackGapFacts[] {
  const has = (type: EntryType) => entries.some((entry) => entry.type === type);
  const { ownerId, dueOn } = pack;
  return [
    ...(has('MARKET_STATUS')
      ? []
      : [{ zh: '市场是否开放', en: 'whether the market is open', ownerId, dueOn }]),
    ...(has('RESIDUE_FALLBACK')
      ? []
      : [
          {
            zh: '未列农药适用什么',
            en: 'what applies to substances that are not listed',
            ownerId,
            dueOn,
          },
        ]),
    ...openEntries(pack, entries),
  ];
}

/** The entries of an edition that wait for a countersignature or an answer, each with who sees to it and by when. */
export const openEntries = (
  { ownerId, dueOn }: Pick<Entry, 'ownerId' | 'dueOn'>,
  entries: readonly Entry[],
): PackGapFacts[] =>
  entries.filter(isOpen).map((entry) => ({
    ...titleOf(entry.said),
    ownerId: entry.ownerId ?? ownerId,
    dueOn: entry.dueOn ?? dueOn,
  }));

/**
 * How far an edition as a whole may be trusted: `confirmed` if nothing of it is open, else `unverified`, because what
 * is open may be anything.
 */
export const confidenceOfEdition = (entries: readonly Entry[]): Confidence =>
  entries.some(isOpen) ? 'unverified' : 'confirmed';
