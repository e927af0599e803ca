import type { LocalDate } from '../../../kernel/local-date.js';
import type { PackGapFacts } from '../domain/facts.js';
import type { Evidence } from '../domain/finding.js';
import { both, passed, restingOn, said, step, undecided } from '../domain/judgement.js';
import { marketNamed } from '../domain/names.js';
import { settles, type Bilingual } from '../domain/rule.js';
import { shipmentDay, within, type RuleKind } from '../domain/rule-kind.js';
import { marketUnknown } from './origins.js';
import { readParameters } from './read-parameters.js';

/** Of what is not confirmed, as many as a sentence can name. */
const MOST_NAMED = 20;

/**
 * Somebody read what the market demands this season, and a second person countersigned. Without it the other rules for
 * a market could all pass while a demand nobody has read stays unjudged.
 *
 * There is no failing it: a pack that is missing, outdated or not confirmed says nothing against the fruit.
 *
 * @see reference/working-rules.md, rule 10; docs/adr/0017-market-packs.md
 */
export const marketPackConfirmed: RuleKind<null> = {
  kind: 'market-pack-confirmed',
  subjects: ['LOT', 'SHIPMENT'],
  actDay: 'SHIPMENT_DAY',
  ofMarket: true,
  releasable: true,
  remedy: step(
    'BASE_OFFICE',
    '基地办公室编制市场资料包，第二人复核。',
    'The base office compiles the market pack and has it countersigned.',
  ),
  parseParameters: (raw) => {
    readParameters('market-pack-confirmed', raw, []);
    return null;
  },
  judge: (_, __, { facts, at }) => {
    const { market, marketPack: pack } = facts;
    if (market === null) return marketUnknown();
    const name = marketNamed(facts, market);
    const day = shipmentDay(facts, at) ?? at.date;
    if (!pack || !within(day, pack.validFrom, pack.validTo)) {
      return undecided(
        said(() =>
          both(
            `没有适用于 ${day} 的${name.zh}市场资料包。`,
            `No market pack for ${name.en} applies on ${day}.`,
          ),
        ),
        step(
          'BASE_OFFICE',
          '基地办公室编制市场资料包，第二人复核。',
          'The base office compiles the market pack and a second person countersigns it.',
        ),
        [{ type: 'market', id: market, field: 'pack', value: pack?.edition ?? null }],
      );
    }
    const evidence = [{ type: 'market-pack', id: pack.edition, field: 'confidence', value: pack.confidence }];
    if (!settles(pack.confidence) || pack.missing.length > 0) {
      const { zh, en } = gapsText(pack.missing, at.date);
      const judgement = undecided(
        said(() =>
          both(
            `${name.zh}市场的要求尚有未确认之处：${zh}。`,
            `Demands of ${name.en} are not confirmed yet: ${en}.`,
          ),
        ),
        step(
          'BASE_OFFICE',
          '基地办公室逐条核对原文，第二人复核。',
          'The base office checks each against its text and a second person countersigns.',
        ),
        [...evidence, ...pack.missing.slice(0, MOST_NAMED).flatMap(ownerEvidence)],
      );
      return restingOn(judgement, pack.confidence);
    }
    const text = both(
      `${name.zh}市场的要求已核对并复核（${pack.edition}）。`,
      `The demands of ${name.en} were read and countersigned (${pack.edition}).`,
    );
    return restingOn(passed(text, evidence), pack.confidence);
  },
};

/** What is not confirmed; by whom and when is said once where it is the same of everything. */
function gapsText(missing: readonly PackGapFacts[], today: LocalDate): Bilingual {
  const [first] = missing;
  if (!first) return both('未经第二人复核', 'not countersigned');
  const isOfAll = missing.length > 1 && missing.every((gap) => isAlike(gap, first));
  const gaps = missing.slice(0, MOST_NAMED).map((gap) => (isOfAll ? gap : gapText(gap, today)));
  const { length } = missing;
  const rest = length > MOST_NAMED ? both(`；等 ${length} 项`, `; ${length} in all`) : both('', '');
  const by = isOfAll ? byWhom(first, today) : both('', '');
  return both(
    gaps.map(({ zh }) => zh).join('；') + rest.zh + (by.zh && `——均${by.zh}`),
    gaps.map(({ en }) => en).join('; ') + rest.en + (by.en && `; all of it up to ${by.en}`),
  );
}

const isAlike = (gap: PackGapFacts, other: PackGapFacts): boolean =>
  gap.ownerId === other.ownerId && gap.dueOn === other.dueOn;

/**
 * What is not confirmed, and by when. The sentence is for everybody who may see the lot and is kept for ever, so it says that the
 * base office sees to it and not who; the account is in the evidence, and the pack tells the office the name.
 */
function gapText(gap: PackGapFacts, today: LocalDate): Bilingual {
  const { zh, en } = byWhom(gap, today);
  return zh === '' ? gap : both(`${gap.zh}（${zh}）`, `${gap.en} (${en})`);
}

/** Empty: nobody sees to it yet. */
function byWhom({ ownerId, dueOn }: PackGapFacts, today: LocalDate): Bilingual {
  if (!ownerId || !dueOn) return both('', '');
  const late = dueOn < today ? both('，已逾期', ', overdue') : both('', '');
  return both(`由基地办公室负责，${dueOn} 当日或之前${late.zh}`, `the base office, by ${dueOn}${late.en}`);
}

const ownerEvidence = ({ ownerId, dueOn }: PackGapFacts): Evidence[] =>
  ownerId && dueOn ? [{ type: 'account', id: ownerId, field: 'dueOn', value: dueOn }] : [];
