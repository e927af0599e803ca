import type { BatchFacts, MarkedRegistration } from '../domain/facts.js';
import type { Evidence, Judgement } from '../domain/finding.js';
import { both, failed, listed, notApplicable, passed, said, step, undecided } from '../domain/judgement.js';
import { batchOf, shipmentDay, type JudgeContext, type RuleKind } from '../domain/rule-kind.js';
import { confirmationOf, CUSTOMS_PAPER, evidenceOfAll, type Unconfirmed } from './entered.js';
import { registrationNeverReleased } from './never-released.js';
import { harvestUnknown, marketUnknown, originsUnknown } from './origins.js';
import { readParameters } from './read-parameters.js';
import { answerOf, MARKETS_RECORDED, coveringPlot, type Answer } from './registrations.js';

interface MarkedRegistrationDemand {
  /** True where the market does not ask for the mark, but what is printed must be true; false where it asks for it. */
  readonly mayBeUnmarked: boolean;
}

const KIND = 'marked-registration';

/**
 * The orchard registration printed on the cartons is true: it was given for the market, it covered every plot the fruit
 * came from on the day it was picked there, so that the run drew from it alone, and it is still valid on the shipment
 * day.
 *
 * @see reference/rules.json: carton marks in the summary of the protocol with Thailand (secondary)
 */
export const markedRegistration: RuleKind<MarkedRegistrationDemand> = {
  kind: KIND,
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: true,
  releasable: registrationNeverReleased,
  remedy: step(
    'PACKHOUSE',
    '包装厂按果实实际的果园注册登记重新标箱并作换标记录；已编入出口批的，先由出口企业移出。',
    'The packhouse marks the cartons with the registration the fruit grew under and records that; what is in a lot the exporter takes out first.',
  ),
  parseParameters: (raw) => ({
    mayBeUnmarked: readParameters(KIND, raw, ['mayBeUnmarked']).optionalBoolean('mayBeUnmarked'),
  }),
  judge: ({ mayBeUnmarked }, subject, ctx) => {
    const { facts, at } = ctx;
    const batch = batchOf(subject);
    const marked = batch.markedRegistration;
    if (marked === null) return mayBeUnmarked ? unmarked() : markUnknown(batch);
    if (facts.market === null) return marketUnknown();
    if (batch.origins === null || batch.origins.length === 0) return originsUnknown(batch);
    const plots: PlotAnswer[] = [];
    for (const origin of batch.origins) {
      if (origin.harvestedOn === null) return harvestUnknown(batch);
      const covering = coveringPlot(facts, origin, origin.harvestedOn).filter(
        ({ registration }) => registration.id === marked.id,
      );
      const answer = answerOf(covering, facts.market, shipmentDay(facts, at));
      const { plotId, plotCode } = origin;
      plots.push({ plotId, plotCode, kind: answer.kind, open: openOf(answer) });
    }
    return verdictOf(marked, plots, ctx);
  },
};

interface PlotAnswer {
  readonly plotId: string;
  readonly plotCode: string;
  readonly kind: Answer['kind'];
  readonly open: readonly Unconfirmed[];
}

const openOf = (answer: Answer): readonly Unconfirmed[] => (answer.kind === 'none' ? [] : answer.unconfirmed);

function verdictOf(marked: MarkedRegistration, plots: readonly PlotAnswer[], ctx: JudgeContext): Judgement {
  const { number } = marked;
  const strange = plots.filter(({ kind }) => kind === 'none');
  if (strange.length > 0) {
    const names = listed(strange.map(({ plotCode }) => plotCode));
    return failed(
      said(() =>
        both(
          `箱上所印注册登记 ${number} 在采收日不涵盖地块 ${names.zh}。`,
          `The registration on the cartons, ${number}, did not cover these plots on the day of harvest: ${names.en}.`,
        ),
      ),
      strange.map(({ plotId }) => ({ type: 'plot', id: plotId, field: 'registration', value: null })),
    );
  }
  const says = (zh: string, en: string) =>
    both(`箱上所印注册登记 ${number} ${zh}。`, `The registration on the cartons, ${number}, ${en}.`);
  const evidence: Evidence[] = [{ type: 'registration', id: marked.id, field: 'number', value: number }];
  switch (worstKind(plots)) {
    case 'other-market':
      return failed(says('不适用于该市场', 'was not given for the market'), evidence);
    case 'ended':
      return failed(says('到发运日已失效', 'is no longer valid on the shipment day'), evidence);
    case 'market-not-recorded':
      return undecided(says('未记录适用市场', 'does not say for which markets'), MARKETS_RECORDED, evidence);
    case 'unconfirmed': {
      const open = plots.flatMap((each) => each.open);
      return undecided(
        says(
          '或其所涵盖的地块已录入，基地办公室尚未确认',
          'or a plot under it, is entered and the base office has not confirmed it yet',
        ),
        confirmationOf(open, CUSTOMS_PAPER, ctx),
        [...evidence, ...evidenceOfAll(open)],
      );
    }
    case undefined:
      return passed(says('涵盖全部来源地块', 'covered every plot it came from'), evidence);
  }
}

const WORST_FIRST = ['other-market', 'ended', 'market-not-recorded', 'unconfirmed'] as const;

/** What speaks most against a registration that covers all the plots; undefined: nothing does. */
const worstKind = (plots: readonly PlotAnswer[]) =>
  WORST_FIRST.find((worst) => plots.some(({ kind }) => kind === worst));

const unmarked = (): Judgement =>
  notApplicable(both('箱上未印果园注册登记。', 'No orchard registration is printed on the cartons.'));

const markUnknown = (batch: BatchFacts): Judgement =>
  undecided(
    both(
      '未记录箱上所印的果园注册登记。',
      'Which orchard registration is printed on the cartons is not recorded.',
    ),
    step(
      'PACKHOUSE',
      '包装厂标明果实的果园注册登记并作换标记录；已编入出口批的，先由出口企业移出。',
      'The packhouse marks the cartons with the registration the fruit grew under and records that; what is in a lot the exporter takes out first.',
    ),
    [{ type: 'batch', id: batch.id, field: 'markedRegistration', value: null }],
  );
