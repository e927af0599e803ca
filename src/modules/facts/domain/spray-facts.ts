import { labelFactsOf } from '../../growing/domain/label-facts.js';
import { lookedAtFor, unstatedDays } from '../../growing/domain/stated-sprays.js';
import type { BatchFacts, OriginFacts, SprayFacts, UnstatedDays } from '../../standards/domain/facts.js';
import { once } from '../../standards/domain/indexed.js';
import { UNLABELLED } from '../../standards/domain/names.js';
import type { FruitFactRow, ProductLabelFactRow, StatedDaysRow } from '../fact-rows.js';
import { withdrawal } from './figures.js';
import { toldSprays, type ToldSpray } from './told-sprays.js';
import { ingredientsOf } from './unlisted-references.js';

/** What is recorded of growing on a plot. */
interface Grown {
  readonly standing: readonly SprayFacts[];
  readonly withdrawn: readonly SprayFacts[];
  readonly stated: readonly StatedDaysRow[];
}

/** By plot; sprays are told once, however many batches grew under them. */
const grownOn = once((row: FruitFactRow): ReadonlyMap<string, Grown> => {
  const sprays = Map.groupBy(toldSprays(row), ({ plotId }) => plotId);
  const stated = Map.groupBy(row.stated, ({ plotId }) => plotId);
  const plots = new Set([...sprays.keys(), ...stated.keys()]);
  return new Map(
    [...plots].map((plotId) => {
      const all = sprays.get(plotId) ?? [];
      const standing = all
        .filter(({ withdrawnById }) => withdrawnById === null)
        .map((spray) => sprayFact(spray, row));
      const withdrawn = all.flatMap((spray) =>
        spray.withdrawnById === null ? [] : [{ ...sprayFact(spray, row), ...withdrawal(spray) }],
      );
      return [plotId, { standing, withdrawn, stated: stated.get(plotId) ?? [] }];
    }),
  );
});

/**
 * Sprays on the plots of these harvests. Whether those on record are all is known only where somebody stated so for the year up
 * to each harvest; of one day on one plot for which nobody did, nothing can be said of the fruit, however clean the rest is: null,
 * and beside it what is on record and what is to be stated. What was withdrawn and nobody agreed to that is told apart, and is no
 * record that stands.
 *
 * @see docs/adr/0036-spray-statements.md
 */
export function sprayFacts(
  harvests: readonly Pick<OriginFacts, 'plotId' | 'plotCode' | 'harvestedOn'>[],
  row: FruitFactRow,
): Pick<BatchFacts, 'sprays' | 'unstatedSprays' | 'withdrawnSprays'> {
  const grown = grownOn(row);
  const plots = [...Map.groupBy(harvests, ({ plotId }) => plotId)];
  const recorded = plots.flatMap(([plotId]) => grown.get(plotId)?.standing ?? []);
  const withdrawn = plots.flatMap(([plotId]) => grown.get(plotId)?.withdrawn ?? []);
  const days = plots.flatMap(([plotId, own]) => unstatedOn(plotId, own, grown.get(plotId)?.stated ?? []));
  return {
    ...(days.length > 0
      ? { sprays: null, unstatedSprays: { recorded, days } }
      : { sprays: plots.length > 0 ? recorded : null }),
    ...(withdrawn.length > 0 ? { withdrawnSprays: withdrawn } : {}),
  };
}

function unstatedOn(
  plotId: string,
  harvests: readonly Pick<OriginFacts, 'plotCode' | 'harvestedOn'>[],
  stated: readonly StatedDaysRow[],
): UnstatedDays[] {
  const days = [...new Set(harvests.flatMap(({ harvestedOn }) => harvestedOn ?? []))];
  const plotCode = harvests[0]?.plotCode ?? plotId;
  return unstatedDays(days.map(lookedAtFor), stated).map((period) => ({ plotId, plotCode, ...period }));
}

const sprayFact = ({ id, plotId, performedOn, label, told }: ToldSpray, row: FruitFactRow): SprayFacts => ({
  id,
  plotId,
  // What a grower calls it is free text, and a judgement is kept for ever.
  productLabel: label?.productName ?? UNLABELLED,
  ...ingredientsOf(told.length > 0 ? told : null, row),
  performedOn,
  ...(label ? onLabel(label) : labelFactsOf(null)),
});

const onLabel = once((label: ProductLabelFactRow) => labelFactsOf(label));
