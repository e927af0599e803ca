import type { BatchFacts, Facts, PlotFacts, SprayFacts } from './facts.js';
import type { Judgement } from './finding.js';
import { indexedBy, once } from './indexed.js';
import { both, said } from './judgement.js';
import type { PlotSubject, SubjectFacts } from './rule-kind.js';

/** Every plot that fruit of these facts grew on, once, in the order of the batches. */
export const plotsOf = (facts: Facts): readonly PlotSubject[] => eachPlot(facts);

const recordOf = indexedBy(({ id }: PlotFacts) => [id]);

const eachPlot = once((facts: Facts): readonly PlotSubject[] => {
  const origins = Map.groupBy(
    facts.batches.flatMap((batch) => batch.origins ?? []),
    ({ plotId }) => plotId,
  );
  return [...origins].map(([id, own]) => {
    const { withdrawnSprays: withdrawn, unstatedSprays: unstated } =
      (facts.plots && recordOf(facts.plots, id)[0]) ?? NOTHING_TOLD;
    return {
      type: 'PLOT',
      id,
      code: own[0]?.plotCode ?? id,
      origins: own,
      sprays: facts.plots ? (recordOf(facts.plots, id)[0]?.sprays ?? null) : sprayedOn(id, facts.batches),
      ...(unstated ? { unstatedSprays: unstated } : {}),
      ...(withdrawn ? { withdrawnSprays: withdrawn } : {}),
    };
  });
});

const NOTHING_TOLD: Partial<PlotFacts> = {};

/**
 * What batches tell of the sprays on a plot. Each batch that tells any tells all of its plots; one that came from a plot without
 * records tells nothing of the others either.
 */
function sprayedOn(plotId: string, batches: readonly BatchFacts[]): readonly SprayFacts[] | null {
  const telling = batches.filter(
    ({ sprays, origins }) => sprays !== null && origins?.some((origin) => origin.plotId === plotId),
  );
  if (telling.length === 0) return null;
  const sprays = telling.flatMap((batch) => batch.sprays ?? []).filter((spray) => spray.plotId === plotId);
  return [...new Map(sprays.map((spray) => [spray.id, spray])).values()];
}

/** What is said of a plot names it, wherever it is read beside what is said of others. */
export function named({ code }: PlotSubject, judgement: Judgement): Judgement {
  const { explanation } = judgement;
  return {
    ...judgement,
    explanation: said(() =>
      both(
        explanation.zh.includes(code) ? explanation.zh : `地块 ${code}：${explanation.zh}`,
        explanation.en.includes(code) ? explanation.en : `Plot ${code}: ${explanation.en}`,
      ),
    ),
  };
}

/** The batches that what is said of a plot's harvests counts for: those that hold fruit of one of them. */
export function batchesFrom(plot: PlotSubject, { batches }: Pick<Facts, 'batches'>): readonly string[] {
  const judged = new Set(plot.origins);
  return batches.filter(({ origins }) => origins?.some((each) => judged.has(each))).map(({ id }) => id);
}

/** Ids of the batches that a judgement of the fruit counts for; of a lot none, because it says nothing of one batch. */
export function batchesOf(subject: SubjectFacts, facts: Pick<Facts, 'batches'>): readonly string[] {
  if (subject.type === 'BATCH') return [subject.id];
  return subject.type === 'PLOT' ? batchesFrom(subject, facts) : [];
}
