import { seasonOf, seasonStart, type LocalDate } from '../../../kernel/local-date.js';
import type { BatchFacts, Facts, LaboratoryResultFacts, SprayFacts } from '../domain/facts.js';
import type { Judgement } from '../domain/finding.js';
import { both, listed, passed, step, undecided } from '../domain/judgement.js';
import { nameOf } from '../domain/names.js';
import { spraysBeforeHarvest, spraysUnknown } from './banned-substance.js';

/**
 * Whether a batch was tested for what it may carry: at least every substance recorded as sprayed on a plot it came from
 * since the season of its harvest began. A clean result for something else says nothing of these, so what was sprayed and
 * not tested leaves the residues open, never fails them. What was applied after harvest is not recorded yet, and what a
 * market watches for has no list yet; neither is asked for here.
 */
export function judgeScope(
  batch: BatchFacts,
  results: readonly LaboratoryResultFacts[],
  facts: Facts,
): Judgement {
  if (batch.sprays === null) return spraysUnknown(batch);
  const sprays = thisSeason(batch, spraysBeforeHarvest(batch, batch.sprays));
  const unnamed = sprays.find(({ substances }) => substances === null);
  if (unnamed) return contentUnknown(unnamed);
  const tested = new Set(results.map(({ substance }) => substance));
  const sprayed = [...new Set(sprays.flatMap(({ substances }) => substances ?? []))].sort();
  const missing = sprayed.filter((substance) => !tested.has(substance));
  return missing.length > 0 ? notTestedFor(batch, missing, facts) : allTested(batch, sprayed.length);
}

/** Sprays since the first day of the season in which the plot's fruit was picked; of several harvests, the earliest. */
function thisSeason(batch: BatchFacts, sprays: readonly SprayFacts[]): readonly SprayFacts[] {
  const begins = new Map<string, LocalDate>();
  for (const { plotId, harvestedOn } of batch.origins ?? []) {
    if (harvestedOn === null) continue;
    const first = seasonStart(seasonOf(harvestedOn));
    const known = begins.get(plotId);
    if (known === undefined || first < known) begins.set(plotId, first);
  }
  return sprays.filter(({ plotId, performedOn }) => {
    const first = begins.get(plotId);
    return first === undefined || performedOn >= first;
  });
}

function notTestedFor(batch: BatchFacts, missing: readonly string[], facts: Facts): Judgement {
  const names = listed(missing.map((substance) => nameOf(facts, 'substance', substance)));
  return undecided(
    both(
      `来源地块本产季用过 ${names.zh}，检测报告未包括。`,
      `Sprayed on its plots this season and not in the test: ${names.en}.`,
    ),
    step(
      'PACKHOUSE',
      `包装厂送检 ${names.zh}，检验员录入报告。`,
      `The packhouse has it tested for these too, and the inspector enters the report: ${names.en}.`,
    ),
    missing.map((substance) => ({ type: 'batch', id: batch.id, field: `tested:${substance}`, value: null })),
  );
}

const contentUnknown = ({ id, performedOn, productLabel }: SprayFacts): Judgement =>
  undecided(
    both(
      `${performedOn} 施用的 ${productLabel} 未记录有效成分，无从知道应检什么。`,
      `What ${productLabel}, sprayed on ${performedOn}, contains is not recorded, so what to test for is not known.`,
    ),
    step(
      'COOPERATIVE',
      '合作社植保员按标签补记有效成分。',
      "The cooperative's plant-protection officer enters them from the label.",
    ),
    [{ type: 'spray', id, field: 'substances', value: null }],
  );

const allTested = (batch: BatchFacts, sprayed: number): Judgement =>
  passed(
    sprayed === 0
      ? both('来源地块本产季没有施药记录。', 'No spray is recorded on its plots this season.')
      : both('本产季记录的用药成分均已检测。', 'Tested for everything recorded as sprayed this season.'),
    [{ type: 'batch', id: batch.id, field: 'sprayedSubstancesTested', value: sprayed }],
  );
