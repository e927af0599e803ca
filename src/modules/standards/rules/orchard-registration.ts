import type { Evidence, Judgement } from '../domain/finding.js';
import { both, failed, listed, passed, said, step, undecided } from '../domain/judgement.js';
import { shipmentDay, type JudgeContext, type RuleKind } from '../domain/rule-kind.js';
import { confirmationOf, CUSTOMS_PAPER, evidenceOfAll } from './entered.js';
import { grownOf } from './grown.js';
import { registrationNeverReleased } from './never-released.js';
import { marketUnknown } from './origins.js';
import {
  answerOf,
  MARKETS_RECORDED,
  coveringPlot,
  readDemand,
  type Answer,
  type RegistrationDemand,
} from './registrations.js';

/**
 * Every plot the fruit came from stood under an orchard registration for the market on the day it was picked, and that
 * registration is still valid on the shipment day.
 *
 * @see reference/rules.json: Order 91, Art. 4(2), and the texts of the markets that demand it
 */
export const orchardRegistration: RuleKind<RegistrationDemand> = {
  kind: 'orchard-registration',
  subjects: ['BATCH', 'PLOT'],
  actDay: 'HARVEST_DAY',
  ofMarket: true,
  releasable: registrationNeverReleased,
  remedy: step(
    'COOPERATIVE',
    '合作社为这些地块办理果园注册登记；已采收的果实改发不要求注册登记的市场。',
    'The cooperative has the plots registered; fruit already picked goes to a market that asks for no registration.',
  ),
  parseParameters: (raw) => readDemand('orchard-registration', raw),
  judge: ({ anyMarket }, subject, ctx) => {
    const { facts, at } = ctx;
    const { origins, originsUnknown, harvestUnknown } = grownOf(subject);
    if (!anyMarket && facts.market === null) return marketUnknown();
    if (origins === null || origins.length === 0) return originsUnknown();
    const plots: PlotAnswer[] = [];
    for (const origin of origins) {
      if (origin.harvestedOn === null) return harvestUnknown();
      const covering = coveringPlot(facts, origin, origin.harvestedOn);
      const answer = answerOf(covering, anyMarket ? null : facts.market, shipmentDay(facts, at));
      plots.push({ plotId: origin.plotId, plotCode: origin.plotCode, answer });
    }
    return verdictOf(plots, ctx);
  },
};

interface PlotAnswer {
  readonly plotId: string;
  readonly plotCode: string;
  readonly answer: Answer;
}

/** FAIL for plots without a registration for the market. */
function unregistered(plots: readonly PlotAnswer[]): Judgement | null {
  if (plots.length === 0) return null;
  const names = listed(plots.map(({ plotCode }) => plotCode));
  return failed(
    said(() =>
      both(
        `采收日地块 ${names.zh} 没有面向该市场的有效果园注册登记。`,
        `Without a valid orchard registration for the market on the day of harvest: ${names.en}.`,
      ),
    ),
    plots.map(evidenceOf),
  );
}

/** FAIL for plots whose registration ends before the fruit leaves. */
function ended(plots: readonly PlotAnswer[]): Judgement | null {
  if (plots.length === 0) return null;
  const names = listed(plots.map(({ plotCode, answer }) => `${plotCode} (${numberOf(answer)})`));
  return failed(
    said(() =>
      both(
        `果园注册登记到发运日已失效：${names.zh}。`,
        `The orchard registration is no longer valid on the shipment day: ${names.en}.`,
      ),
    ),
    plots.map(evidenceOf),
  );
}

function verdictOf(plots: readonly PlotAnswer[], ctx: JudgeContext): Judgement {
  const of = (kind: Answer['kind']) => plots.filter(({ answer }) => answer.kind === kind);
  const against = unregistered([...of('none'), ...of('other-market')]) ?? ended(of('ended'));
  if (against) return against;
  const silent = of('market-not-recorded');
  if (silent.length > 0) {
    const names = listed(silent.map(({ answer }) => numberOf(answer)));
    return undecided(
      said(() =>
        both(
          `果园注册登记 ${names.zh} 未记录适用市场。`,
          `The orchard registration does not say for which markets: ${names.en}.`,
        ),
      ),
      MARKETS_RECORDED,
      silent.map(evidenceOf),
    );
  }
  return unconfirmed(of('unconfirmed'), ctx) ?? registered(plots);
}

/** INDETERMINATE for plots whose registration nobody but who entered it stands behind. */
function unconfirmed(plots: readonly PlotAnswer[], ctx: JudgeContext): Judgement | null {
  if (plots.length === 0) return null;
  const names = listed(plots.map(({ plotCode, answer }) => `${plotCode} (${numberOf(answer)})`));
  const open = plots.flatMap(({ answer }) => (answer.kind === 'none' ? [] : answer.unconfirmed));
  return undecided(
    said(() =>
      both(
        `果园注册登记或其所涵盖的地块已录入，基地办公室尚未确认：${names.zh}。`,
        `The orchard registration, or that it covers the plot, is entered and the base office has not confirmed it yet: ${names.en}.`,
      ),
    ),
    confirmationOf(open, CUSTOMS_PAPER, ctx),
    [...plots.map(evidenceOf), ...evidenceOfAll(open).filter(({ type }) => type !== 'plot')],
  );
}

function registered(plots: readonly PlotAnswer[]): Judgement {
  const numbers = listed(plots.map(({ answer }) => numberOf(answer)));
  return passed(
    said(() =>
      both(
        `全部来源地块有有效果园注册登记：${numbers.zh}。`,
        `Every plot was under a valid orchard registration: ${numbers.en}.`,
      ),
    ),
    plots.map(evidenceOf),
  );
}

const numberOf = (answer: Answer): string => (answer.kind === 'none' ? '' : answer.registration.number);

const evidenceOf = ({ plotId, answer }: PlotAnswer): Evidence => ({
  type: 'plot',
  id: plotId,
  field: 'registration',
  value: answer.kind === 'none' ? null : answer.registration.number,
});
