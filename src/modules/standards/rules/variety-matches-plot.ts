import { both, failed, listed, passed, said, step, undecided } from '../domain/judgement.js';
import { nameOf } from '../domain/names.js';
import { batchOf, type RuleKind } from '../domain/rule-kind.js';
import { originsUnknown, varietyUnknown } from './origins.js';
import { varietyUnproven } from './unproven-variety.js';
import { readParameters } from './read-parameters.js';

/**
 * A packed batch holds the one variety it is marked with: every plot it came from was planted with it when it was
 * picked. What was said of a plot after that neither passes nor fails the fruit before the base office has confirmed
 * it.
 *
 * @see reference/working-rules.md, rule 2; (EU) 2023/2429, Annex I Part B Part 2, uniformity and marking
 */
export const varietyMatchesPlot: RuleKind<null> = {
  kind: 'variety-matches-plot',
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'PACKHOUSE',
    '包装厂另按品种分开包装，以替换该批；地块品种登记有误的由合作社更正，并写明自何日起。',
    'The packhouse packs other fruit with the varieties apart, which takes its place; where the plot is recorded wrongly, the cooperative corrects it and says since when.',
  ),
  parseParameters: (raw) => {
    readParameters('variety-matches-plot', raw, []);
    return null;
  },
  judge: (_, subject, { facts }) => {
    const batch = batchOf(subject);
    if (batch.varietyCode === null) return varietyUnknown(batch);
    if (batch.origins === null || batch.origins.length === 0) return originsUnknown(batch);
    const name = nameOf(facts, 'variety', batch.varietyCode);
    const evidence = batch.origins.map((origin) => ({
      type: 'plot',
      id: origin.plotId,
      field: 'varietyCode',
      value: origin.plotVarietyCode,
    }));
    const unproven = batch.origins.filter(({ unprovenVarietyId }) => unprovenVarietyId);
    const proven = batch.origins.filter(({ unprovenVarietyId }) => !unprovenVarietyId);
    const other = proven.filter(
      ({ plotVarietyCode }) => plotVarietyCode && plotVarietyCode !== batch.varietyCode,
    );
    if (other.length > 0) {
      const plots = listed(
        other.map(({ plotCode, plotVarietyCode }) => {
          const planted = nameOf(facts, 'variety', plotVarietyCode ?? '');
          return both(`${plotCode}（${planted.zh}）`, `${plotCode} (${planted.en})`);
        }),
      );
      return failed(
        said(() =>
          both(
            `该批标明品种为${name.zh}，但地块 ${plots.zh} 种植其他品种。`,
            `Marked as ${name.en}, but other varieties grow on ${plots.en}.`,
          ),
        ),
        evidence,
      );
    }
    const unknown = batch.origins.filter(({ plotVarietyCode }) => plotVarietyCode === null);
    if (unknown.length > 0) {
      const plots = listed(unknown.map((origin) => origin.plotCode));
      return undecided(
        said(() => both(`地块 ${plots.zh} 未记录品种。`, `No variety is recorded for ${plots.en}.`)),
        step(
          'COOPERATIVE',
          '合作社记录地块品种。',
          'The cooperative records what the plots are planted with.',
        ),
        evidence,
      );
    }
    if (unproven.length > 0) return varietyUnproven(unproven, facts);
    return passed(
      said(() => both(`全部来源地块种植的都是${name.zh}。`, `Every plot it came from grows ${name.en}.`)),
      evidence,
    );
  },
};
