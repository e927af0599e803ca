import type { CoverageFacts, TreatmentFacts } from '../domain/coverage-facts.js';
import type { BatchFacts, Facts, ResidueLimitFacts, SprayFacts } from '../domain/facts.js';
import type { Evidence, Judgement, NextStep } from '../domain/finding.js';
import { once } from '../domain/indexed.js';
import { both, listed, passed, said, step, undecided } from '../domain/judgement.js';
import { marketNamed, nameOf, productTold } from '../domain/names.js';
import type { Bilingual } from '../domain/rule.js';
import type { JudgeContext } from '../domain/rule-kind.js';
import { byWhen } from './by-when.js';
import { exemptEvidence, resultEvidence, type TestedResult } from './residue-answers.js';
import type { Need } from './residue-scope.js';
import { LINE_IS_CORRECTED, REPORT_IS_ENTERED_ANEW } from './unlisted-results.js';

/**
 * Why a report that looked for the substance does not close the gap. NAME_TAKEN_BACK: it has a line of which nobody knows what was
 * looked for, and so may one of the batch's own have, which is `result`.
 */
export type Gap = ReportGap | { readonly why: 'NAME_TAKEN_BACK'; readonly result: TestedResult };
export interface ReportGap {
  readonly why:
    | 'SPRAYED_AGAIN'
    | 'WITHDRAWAL_ASKED'
    | 'NOT_CONFIRMED'
    | 'PLOT_NOT_CONFIRMED'
    | 'NOT_INDEPENDENT'
    | 'NAME_TAKEN_BACK';
  readonly coverage: CoverageFacts;
}

/**
 * PASS: everything in scope was tested for. Named are how many substances that were, and the reports that count.
 *
 * @param isRestExempt whether more was in scope, of which no limit is needed
 */
export function covered(
  batch: BatchFacts,
  needs: readonly Need[],
  coverages: readonly CoverageFacts[],
  isRestExempt: boolean,
): Judgement {
  const substances = new Set(needs.flatMap((need) => need.substances)).size;
  return passed(
    substances === 0
      ? isRestExempt
        ? both('没有其他须检的成分。', 'There is nothing else to test for.')
        : both(
            '没有施药和采后处理，目的市场也没有须检的成分。',
            'Nothing was sprayed or applied, and the market watches for nothing.',
          )
      : both(
          `用过的和目的市场关注的 ${substances} 种成分均已检测。`,
          substances === 1
            ? 'Tested for the one substance that was used or is watched for.'
            : `Tested for all ${substances} substances that were used or are watched for.`,
        ),
    [
      { type: 'batch', id: batch.id, field: 'substancesInScope', value: substances },
      ...coverages.map(({ id, reportNumber }) => ({
        type: 'residue-coverage',
        id,
        field: 'reportNumber',
        value: reportNumber,
      })),
    ],
  );
}

/**
 * The same PASS, with what was used and is not tested for because the market needs no limit of it, and by which text.
 *
 * @param exempt rows of these substances, official or confirmed
 */
export function notNeeding(
  exempt: readonly ResidueLimitFacts[],
  { facts }: JudgeContext,
  judgement: Judgement,
): Judgement {
  if (exempt.length === 0) return judgement;
  const known = { names: facts.names ?? {} };
  const { explanation } = judgement;
  return {
    ...judgement,
    evidence: [...judgement.evidence, ...exempt.map(exemptEvidence)],
    explanation: said(() => {
      const names = listed(exempt.map(({ substance }) => nameOf(known, 'substance', substance)));
      const texts = listed(
        exempt.map(({ source }) => [source.document, source.clause].filter(Boolean).join(' ')),
      );
      return both(
        `${names.zh}豁免制定限量，无须检测（${texts.zh}）。${explanation.zh}`,
        `No limit is needed of ${names.en}, so no test either (${texts.en}). ${explanation.en}`,
      );
    }),
  };
}

/**
 * INDETERMINATE: used or watched for, and not tested. Names the place, the substances, who settles it and until when.
 *
 * @param missing codes of the substances that were not tested for
 * @param gap     the report that would help but for one thing; null: there is none
 */
export function hole(
  batch: BatchFacts,
  need: Need,
  missing: readonly string[],
  gap: Gap | null,
  ctx: JudgeContext,
): Judgement {
  // Not all facts, which would live as long as the sentence.
  const known = { names: ctx.facts.names ?? {} };
  return undecided(
    said(() => {
      const names = listed(missing.map((substance) => nameOf(known, 'substance', substance)));
      const lacking = untested(need, names);
      const why = gap ? becauseOf(gap) : both('', '');
      return both(`${lacking.zh}${why.zh}。`, `${lacking.en}${why.en}.`);
    }),
    stepsFor(need, gap, ctx),
    evidenceOf(batch, need, missing, gap),
  );
}

/** That substances were used, or are watched for, and where; and that there is no valid test for them. */
function untested(need: Need, { zh, en }: Bilingual): Bilingual {
  switch (need.because) {
    case 'SPRAYED':
      return both(
        `地块 ${need.plot.plotCode} 本产季施用过${zh}，没有有效的检测结果`,
        `Sprayed on plot ${need.plot.plotCode} this season: no valid test for ${en}`,
      );
    case 'APPLIED': {
      const { performedOn, line } = need.treatment;
      const product = productTold(need.treatment.product);
      return both(
        `${performedOn} 在 ${line} 用 ${product.zh} 作采后处理，所含${zh}没有有效的检测结果`,
        `Applied after harvest on ${performedOn}, ${line}, ${product.en}: no valid test for ${en}`,
      );
    }
    case 'WATCHED':
      return both(
        `目的市场关注清单上的${zh}没有有效的检测结果`,
        `On the watch list of the market: no valid test for ${en}`,
      );
  }
}

function becauseOf(gap: Gap): Bilingual {
  if ('result' in gap)
    return both(
      '；本批有结果录入所用的名称已不是农药成分目录中的名称',
      "; of a result of the batch's own, the name by which it was entered is no longer one of the list of substances",
    );
  const { reportNumber, of } = gap.coverage;
  switch (gap.why) {
    case 'SPRAYED_AGAIN': {
      const day = of.kind === 'BLOCK' ? (of.sprayedAgainOn ?? '') : '';
      return both(
        `；报告 ${reportNumber} 因 ${day} 又施药而失效`,
        `; report ${reportNumber} is void, the block having been sprayed again on ${day}`,
      );
    }
    case 'WITHDRAWAL_ASKED':
      return both(
        `；报告 ${reportNumber} 已有一人申请撤销`,
        `; one person has withdrawn report ${reportNumber}`,
      );
    case 'NOT_CONFIRMED':
      return both(
        `；报告 ${reportNumber} 尚待第二人确认`,
        `; report ${reportNumber} waits for a second person`,
      );
    case 'PLOT_NOT_CONFIRMED':
      return both(
        `；报告 ${reportNumber} 所涵盖的地块是否属于该果园注册登记，基地办公室尚未确认`,
        `; the base office has not confirmed that the plots of report ${reportNumber} stand under its registration`,
      );
    case 'NOT_INDEPENDENT':
      return both(
        `；报告 ${reportNumber} 由与果实有利害关系的人录入或确认`,
        `; report ${reportNumber} was entered or confirmed by somebody who gains by the fruit`,
      );
    case 'NAME_TAKEN_BACK':
      return both(
        `；报告 ${reportNumber} 有结果录入所用的名称已不是农药成分目录中的名称`,
        `; of a line of report ${reportNumber}, the name by which it was entered is no longer one of the list of substances`,
      );
  }
}

const when = ({ rule, facts }: JudgeContext): Bilingual => byWhen(rule.stage, facts);

function stepsFor(need: Need, gap: Gap | null, ctx: JudgeContext): NextStep | readonly NextStep[] {
  // Perhaps it was something else that was looked for: then nothing but a test helps.
  if (gap?.why === 'NAME_TAKEN_BACK')
    return ['result' in gap ? LINE_IS_CORRECTED : REPORT_IS_ENTERED_ANEW, testing(need, ctx)];
  if (gap?.why === 'NOT_CONFIRMED') return confirmation(gap, ctx);
  return gap?.why === 'PLOT_NOT_CONFIRMED' ? plotConfirmation(gap, ctx) : testing(need, ctx);
}

function plotConfirmation({ coverage: { reportNumber } }: ReportGap, ctx: JudgeContext): NextStep {
  const { zh, en } = when(ctx);
  return step(
    'BASE_OFFICE',
    `基地办公室在${zh}见到海关的注册登记文件后，由录入人以外的人确认报告 ${reportNumber} 所依据的注册登记及其地块。`,
    `The base office sees the paper from customs, and somebody there other than who entered them confirms ${en} the registration that report ${reportNumber} rests on and the plots under it.`,
  );
}

function confirmation({ coverage: { reportNumber } }: ReportGap, ctx: JudgeContext): NextStep {
  const { zh, en } = when(ctx);
  return step(
    'BASE_OFFICE',
    `由与果实无利害关系的第二人在${zh}确认报告 ${reportNumber}。`,
    `A second person who does not gain by the fruit confirms report ${reportNumber} ${en}.`,
  );
}

/**
 * Who has the test made, and how it gets on record: the same for every batch that is judged in one go. One doer a step: what was
 * treated is the packhouse's to send, what was sprayed or is watched for the cooperative's, whose block the report covers.
 */
const testing = (need: Need, ctx: JudgeContext): NextStep =>
  need.because === 'APPLIED' ? testsBy(ctx).ofTreatment : testsBy(ctx).ofBlock;

const testsBy = once((ctx: JudgeContext) => {
  const { zh, en } = when(ctx);
  return {
    ofTreatment: step(
      'PACKHOUSE',
      `包装厂${zh}将处理过的果实送有资质的实验室检测；结果录入为该处理的覆盖报告并经第二人确认，或录入为本批的结果并签字。`,
      `The packhouse has treated fruit tested by an accredited laboratory ${en}; the results go on record as a report that covers the treatment, confirmed by a second person, or as the batch's own, signed.`,
    ),
    ofBlock: step(
      'COOPERATIVE',
      `合作社${zh}取样送有资质的实验室检测；结果录入为该区块的覆盖报告并经第二人确认，或录入为本批的结果并签字。`,
      `The cooperative has the fruit tested by an accredited laboratory ${en}; the results go on record as a report that covers the block, confirmed by a second person, or as the batch's own, signed.`,
    ),
  };
});

function evidenceOf(batch: BatchFacts, need: Need, missing: readonly string[], gap: Gap | null): Evidence[] {
  const [type, id] =
    need.because === 'SPRAYED'
      ? ['plot', need.plot.plotId]
      : need.because === 'APPLIED'
        ? ['post-harvest-treatment', need.treatment.id]
        : ['batch', batch.id];
  return [
    ...missing.map((substance) => ({ type, id, field: `tested:${substance}`, value: null })),
    ...(gap ? [gapEvidence(gap)] : []),
  ];
}

const gapEvidence = (gap: Gap): Evidence =>
  'result' in gap
    ? { ...resultEvidence(gap.result), field: gap.why }
    : { type: 'residue-coverage', id: gap.coverage.id, field: gap.why, value: gap.coverage.reportNumber };

/** INDETERMINATE: a spray of which nobody recorded what was in it. */
export const contentUnknown = ({ id, performedOn, productLabel }: SprayFacts): Judgement =>
  undecided(
    said(() =>
      both(
        `${performedOn} 施用的 ${productTold(productLabel).zh} 未记录有效成分，无从知道应检什么。`,
        `What ${productTold(productLabel).en}, sprayed on ${performedOn}, contains is not recorded, so what to test for is not known.`,
      ),
    ),
    step(
      'COOPERATIVE',
      '合作社植保员按标签补记有效成分。',
      "The cooperative's plant-protection officer enters them from the label.",
    ),
    [{ type: 'spray', id, field: 'substances', value: null }],
  );

const TREATMENTS_ARE_RECORDED = step(
  'PACKHOUSE',
  '包装厂补记采后处理，没有处理也须声明。',
  'The packhouse records the treatments, or states that there were none.',
);

/** INDETERMINATE: no packhouse said what was applied after harvest, nor that nothing was. */
export const treatmentsUnknown = once((batch: BatchFacts): Judgement =>
  undecided(
    both('采后处理没有记录。', 'What was applied after harvest is not recorded.'),
    TREATMENTS_ARE_RECORDED,
    [{ type: 'batch', id: batch.id, field: 'treatments', value: null }],
  ),
);

/** INDETERMINATE: a treatment of which nobody recorded what is in the product. */
export const treatedWithUnknown = ({ id, performedOn, product }: TreatmentFacts): Judgement =>
  undecided(
    said(() =>
      both(
        `${performedOn} 采后处理所用的 ${productTold(product).zh} 未记录有效成分，无从知道应检什么。`,
        `What ${productTold(product).en}, applied after harvest on ${performedOn}, contains is not recorded, so what to test for is not known.`,
      ),
    ),
    step('PACKHOUSE', '包装厂按标签更正该记录。', 'The packhouse corrects the record from the label.'),
    [{ type: 'post-harvest-treatment', id, field: 'substances', value: null }],
  );

const WATCH_LIST_IS_ENTERED = step(
  'BASE_OFFICE',
  '基地办公室录入该市场的关注清单，没有也须写明，第二人复核。',
  'The base office enters the watch list, or that there is none, and a second person countersigns it.',
);

/** INDETERMINATE: nobody entered what the market watches for, nor that it watches for nothing. */
export const watchListUnknown = once((facts: Facts): Judgement => {
  const market = marketNamed(facts, facts.market ?? '');
  return undecided(
    said(() =>
      both(`${market.zh}的残留关注清单没有记录。`, `What ${market.en} watches for is not recorded.`),
    ),
    WATCH_LIST_IS_ENTERED,
    [{ type: 'market', id: facts.market, field: 'watchList', value: null }],
  );
});
