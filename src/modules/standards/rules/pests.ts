import type { LocalDate } from '../../../kernel/local-date.js';
import type { Facts, OriginFacts } from '../domain/facts.js';
import type { Bilingual } from '../domain/rule.js';
import type { Judgement } from '../domain/finding.js';
import { nameOf } from '../domain/names.js';
import type { PestFacts } from '../domain/pest-facts.js';
import { worstOf } from '../domain/judgement.js';
import type { Grown } from './grown.js';
import { coveringPlot } from './registrations.js';

const NOTHING: PestFacts = { areaStatuses: [], officers: [], traps: [], treatments: [] };

/** What is recorded about pests; facts kept by older versions hold nothing of it. */
export const pestsOf = ({ pests }: Facts): PestFacts => pests ?? NOTHING;

/** What a pest is called; its scientific name in English. */
export const pestName = (facts: Facts, code: string): Bilingual => nameOf(facts, 'pest', code);

/** One plot and the day it was picked on. */
export interface Picked {
  readonly origin: OriginFacts;
  readonly day: LocalDate;
  /** Orchard registrations that covered the plot on that day. */
  readonly registrationIds: readonly string[];
}

/** Judges each plot that fruit came from as of the day it was picked; the worst decides. */
export function eachOrigin(
  { origins, originsUnknown, harvestUnknown }: Grown,
  facts: Facts,
  judgeOne: (picked: Picked) => readonly Judgement[],
): Judgement {
  if (origins === null || origins.length === 0) return originsUnknown();
  const judgements: Judgement[] = [];
  for (const origin of origins) {
    const day = origin.harvestedOn;
    if (day === null) return harvestUnknown();
    const registrationIds = coveringPlot(facts, origin, day).map(({ registration }) => registration.id);
    judgements.push(...judgeOne({ origin, day, registrationIds }));
  }
  return worstOf(judgements);
}
