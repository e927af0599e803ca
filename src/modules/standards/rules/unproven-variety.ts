import type { Facts, OriginFacts } from '../domain/facts.js';
import type { Judgement } from '../domain/finding.js';
import { both, listed, said, step, undecided } from '../domain/judgement.js';
import { nameOf } from '../domain/names.js';

/**
 * What to answer where the variety of plots was entered after the fruit had been picked and recorded, and is not confirmed:
 * whoever gains by it could enter today what makes it equal to the cartons (docs/adr/0009-rules-of-our-own.md).
 *
 * @param origins those concerned, at least one
 */
export function varietyUnproven(origins: readonly OriginFacts[], facts: Pick<Facts, 'names'>): Judgement {
  return undecided(
    said(() => {
      const plots = listed(
        origins.map(({ plotCode, plotVarietyCode }) => {
          const planted = nameOf(facts, 'variety', plotVarietyCode ?? '');
          return both(`${plotCode}（${planted.zh}）`, `${plotCode} (${planted.en})`);
        }),
      );
      return both(
        `地块品种在采收录入之后才补录，尚未确认：${plots.zh}。`,
        `The variety of the plot was entered after the harvest had been recorded and is not confirmed yet: ${plots.en}.`,
      );
    }),
    step(
      'BASE_OFFICE',
      '基地办公室实地或凭文件核实地块品种后，由与该合作社无关的人确认。',
      'The base office verifies on the spot or on paper what the plot was planted with; a person who does not belong to the cooperative confirms it.',
    ),
    origins.map(({ unprovenVarietyId }) => ({
      type: 'plot-variety',
      id: unprovenVarietyId ?? null,
      field: 'isConfirmed',
      value: false,
    })),
  );
}
