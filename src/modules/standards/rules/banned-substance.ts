import type { BatchFacts, SprayFacts } from '../domain/facts.js';
import type { Judgement } from '../domain/finding.js';
import { both, failed, listed, notApplicable, passed, undecided, worstOf } from '../domain/judgement.js';
import { batchOf, type RuleKind } from '../domain/rule-kind.js';
import { readParameters } from './read-parameters.js';

interface BannedSubstance {
  /** Substance codes of the act, see reference/banned-substances.json. */
  readonly substances: readonly string[];
}

/**
 * No spray on the fruit's plots used a substance of one act on a day on which its use was banned.
 *
 * A list that is not confirmed cannot acquit: where nothing of it was used it had nothing to judge.
 */
export const bannedSubstance: RuleKind<BannedSubstance> = {
  kind: 'banned-substance',
  subjects: ['BATCH'],
  actDay: 'EACH_ACT',
  parseParameters: (raw) => ({
    substances: readParameters('banned-substance', raw, ['substances']).texts('substances'),
  }),
  judge: ({ substances }, subject, { inForceOn, settles }) => {
    const batch = batchOf(subject);
    if (batch.sprays === null) return spraysUnknown(batch);
    const judged = spraysBeforeHarvest(batch, batch.sprays).filter((spray) => inForceOn(spray.performedOn));
    const found = judged.flatMap((spray) => judgeSpray(spray, substances) ?? []);
    if (found.length > 0) return worstOf(found);
    const text = both(
      `${judged.length} 次施药记录中没有所列禁用成分。`,
      `None of the banned substances in ${judged.length} recorded sprays.`,
    );
    return settles
      ? passed(text, [{ type: 'batch', id: batch.id, field: 'sprays', value: judged.length }])
      : notApplicable(text);
  },
};

/** Null: the spray used nothing of the list. */
function judgeSpray(spray: SprayFacts, banned: readonly string[]): Judgement | null {
  if (spray.substances === null) {
    return undecided(
      both(
        `${spray.performedOn} 施用的 ${spray.productLabel} 未记录有效成分。`,
        `No active ingredients are recorded for ${spray.productLabel}, sprayed on ${spray.performedOn}.`,
      ),
      both(
        '合作社植保员按标签补记有效成分。',
        "The cooperative's plant-protection officer enters them from the label.",
      ),
      [{ type: 'spray', id: spray.id, field: 'substances', value: null }],
    );
  }
  const used = spray.substances.filter((substance) => banned.includes(substance));
  if (used.length === 0) return null;
  const names = listed(used);
  return failed(
    both(
      `${spray.performedOn} 施用 ${spray.productLabel}，含当日已禁用的 ${names.zh}。`,
      `${spray.productLabel}, sprayed on ${spray.performedOn}, holds ${names.en}, banned on that day.`,
    ),
    used.map((substance) => ({ type: 'spray', id: spray.id, field: 'substance', value: substance })),
  );
}

/** Sprays that could reach the fruit: on one of its plots, no later than the last day it was picked there. */
export function spraysBeforeHarvest(batch: BatchFacts, sprays: readonly SprayFacts[]): readonly SprayFacts[] {
  if (batch.origins === null) return sprays;
  const origins = batch.origins;
  return sprays.filter((spray) =>
    origins.some(
      ({ plotId, harvestedOn }) =>
        plotId === spray.plotId && (harvestedOn === null || spray.performedOn <= harvestedOn),
    ),
  );
}

export const spraysUnknown = (batch: BatchFacts): Judgement =>
  undecided(
    both('没有来源地块的用药记录。', 'No growing records exist for the plots it came from.'),
    both(
      '合作社补记用药，没有用药也须声明。',
      'The cooperative records the sprays, or states that there were none.',
    ),
    [{ type: 'batch', id: batch.id, field: 'sprays', value: null }],
  );
