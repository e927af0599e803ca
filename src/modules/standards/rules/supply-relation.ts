import type { LocalDate } from '../../../kernel/local-date.js';
import type { BatchFacts, Facts, OriginFacts } from '../domain/facts.js';
import type { Evidence, Judgement } from '../domain/finding.js';
import { both, failed, listed, passed, step, undecided } from '../domain/judgement.js';
import type { SupplyRelationFacts } from '../domain/registration-facts.js';
import { batchOf, within, type JudgeContext, type RuleKind } from '../domain/rule-kind.js';
import { confirmationOf, CUSTOMS_PAPER, evidenceOfAll, waitingOf, type Unconfirmed } from './entered.js';
import { registrationNeverReleased } from './never-released.js';
import { harvestUnknown, originsUnknown, packingDayUnknown } from './origins.js';
import { readParameters } from './read-parameters.js';
import { coveringPlot, unconfirmedRegistration } from './registrations.js';

const KIND = 'supply-relation';

/**
 * Every orchard registration the fruit grew under stood in a fixed supply relation 固定供货关系 with the packhouse on
 * the packing day, or is the packhouse's own. What a packhouse enters about somebody else's orchard speaks only once
 * the base office has confirmed it, whenever it was entered; and so do the registration and that it covers the plot.
 *
 * @see reference/rules.json: conditions of packhouses under Order 91, article not read (secondary)
 * @see docs/adr/0022-registration-capacity.md
 */
export const supplyRelation: RuleKind<null> = {
  kind: KIND,
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: false,
  releasable: registrationNeverReleased,
  remedy: step(
    'PACKHOUSE',
    '包装厂录入与该果园在包装日已有的供货合同，由基地办公室确认；没有的，该批改发不要求供货关系的市场。',
    'The packhouse records the supply contract it had with the orchard on the packing day, and the base office confirms it; without one the batch goes to a market that asks for none.',
  ),
  parseParameters: (raw) => {
    readParameters(KIND, raw, []);
    return null;
  },
  judge: (_, subject, ctx) => {
    const { facts } = ctx;
    const batch = batchOf(subject);
    const { packedOn, packerId, origins } = batch;
    if (packedOn === null || packerId === null) return packingDayUnknown(batch);
    if (origins === null || origins.length === 0) return originsUnknown(batch);
    const relations = (facts.supplyRelations ?? []).filter((each) => each.packerId === packerId);
    const answers: Answer[] = [];
    for (const origin of origins) {
      const orchards = orchardsOf(batch, origin, packedOn, facts);
      if (orchards === null) return harvestUnknown(batch);
      answers.push(answerOf(origin, orchards, relations, { packedOn, packerId }));
    }
    return verdictOf(batch, packedOn, answers, ctx);
  },
};

interface Orchard {
  readonly id: string;
  readonly number: string;
  readonly holderId?: string | undefined;
  /** What of it waits for the base office; empty: nothing. */
  readonly open: readonly Unconfirmed[];
}

/** The registration on the cartons, or those that covered the plot on the day of harvest; null: that day is not recorded. */
function orchardsOf(
  batch: BatchFacts,
  origin: OriginFacts,
  packedOn: LocalDate,
  facts: Facts,
): readonly Orchard[] | null {
  const marked = batch.markedRegistration;
  if (marked !== null) {
    const known = facts.registrations.find(({ id }) => id === marked.id);
    return [
      known
        ? { ...known, open: waitingOf(unconfirmedRegistration(known, packedOn)) }
        : { ...marked, open: [] },
    ];
  }
  if (origin.harvestedOn === null) return null;
  return coveringPlot(facts, origin, origin.harvestedOn).map(({ registration, unconfirmed }) => ({
    ...registration,
    open: waitingOf(unconfirmed),
  }));
}

type Kind = 'own' | 'stands' | 'unproven' | 'unconfirmed' | 'unregistered' | 'none';
interface Answer {
  readonly kind: Kind;
  /** Of the registration, or of the plot where there is none. */
  readonly name: string;
  readonly evidence: Evidence;
  readonly open: readonly Unconfirmed[];
}

function answerOf(
  { plotId, plotCode }: OriginFacts,
  orchards: readonly Orchard[],
  relations: readonly SupplyRelationFacts[],
  { packedOn, packerId }: { packedOn: LocalDate; packerId: string },
): Answer {
  const [first] = orchards;
  if (!first)
    return {
      kind: 'unregistered',
      name: plotCode,
      evidence: { type: 'plot', id: plotId, field: 'registration', value: null },
      open: [],
    };
  const answers = orchards.map((orchard): Answer => {
    const { number: name, open } = orchard;
    const evidence: Evidence = { type: 'registration', id: orchard.id, field: 'supplyRelation', value: null };
    const speaking = (kind: 'own' | 'stands', value: string): Answer => ({
      kind: open.length > 0 ? 'unproven' : kind,
      name,
      evidence: { ...evidence, value },
      open,
    });
    if (orchard.holderId === packerId) return speaking('own', packerId);
    const standing = relations.filter(
      ({ registrationId, validFrom, validTo }) =>
        registrationId === orchard.id && within(packedOn, validFrom, validTo),
    );
    const best = standing.find(({ isConfirmed }) => isConfirmed) ?? standing[0];
    if (!best) return { kind: 'none', name, evidence, open };
    if (best.isConfirmed) return speaking('stands', best.id);
    return { kind: 'unconfirmed', name, evidence: { ...evidence, value: best.id }, open };
  });
  return BEST_FIRST.flatMap((kind) => answers.filter((answer) => answer.kind === kind))[0]!;
}

const BEST_FIRST = ['own', 'stands', 'unproven', 'unconfirmed', 'none'] as const;

function verdictOf(
  batch: BatchFacts,
  packedOn: LocalDate,
  answers: readonly Answer[],
  ctx: JudgeContext,
): Judgement {
  const those = (kind: Kind) => {
    const found = answers.filter((answer) => answer.kind === kind);
    return { names: listed(found.map(({ name }) => name)), evidence: unique(found), any: found.length > 0 };
  };
  const none = those('none');
  if (none.any)
    return failed(
      both(
        `包装日 ${packedOn} 包装厂与果园注册登记 ${none.names.zh} 没有固定供货关系。`,
        `On the packing day ${packedOn} the packhouse had no fixed supply relation with these orchard registrations: ${none.names.en}.`,
      ),
      none.evidence,
    );
  const unregistered = those('unregistered');
  if (unregistered.any)
    return undecided(
      both(
        `地块 ${unregistered.names.zh} 没有果园注册登记，无从核对供货关系。`,
        `No orchard registration covers ${unregistered.names.en}, so that there is none to be in a supply relation with.`,
      ),
      step(
        'COOPERATIVE',
        '合作社录入这些地块的注册登记。',
        'The cooperative records the registration of these plots.',
      ),
      [...unregistered.evidence, { type: 'batch', id: batch.id, field: 'supplyRelation', value: null }],
    );
  const unconfirmed = those('unconfirmed');
  if (unconfirmed.any)
    return undecided(
      both(
        `与果园注册登记 ${unconfirmed.names.zh} 的供货关系尚未确认。`,
        `The supply relation with these orchard registrations is not confirmed yet: ${unconfirmed.names.en}.`,
      ),
      step(
        'BASE_OFFICE',
        '基地办公室见到供货合同后，由录入人以外的人确认。',
        'The base office sees the supply contract, and a person other than who entered it confirms it.',
      ),
      unconfirmed.evidence,
    );
  return unproven(answers, ctx) ?? supplied(answers);
}

/** INDETERMINATE for relations with orchards whose registration, or the plots under it, nobody confirmed. */
function unproven(answers: readonly Answer[], ctx: JudgeContext): Judgement | null {
  const found = answers.filter(({ kind }) => kind === 'unproven');
  if (found.length === 0) return null;
  const names = listed(found.map(({ name }) => name));
  const open = found.flatMap((answer) => answer.open);
  return undecided(
    both(
      `供货关系所涉的果园注册登记或其地块尚未经基地办公室确认：${names.zh}。`,
      `The base office has not confirmed the orchard registrations of the supply relation, or the plots under them: ${names.en}.`,
    ),
    confirmationOf(open, CUSTOMS_PAPER, ctx),
    [...unique(found), ...evidenceOfAll(open)],
  );
}

function supplied(answers: readonly Answer[]): Judgement {
  const all = listed(answers.map(({ name }) => name));
  return passed(
    both(
      `全部来源果园与包装厂有固定供货关系：${all.zh}。`,
      `The packhouse has a fixed supply relation with every orchard it came from: ${all.en}.`,
    ),
    unique(answers),
  );
}

const unique = (answers: readonly Answer[]): Evidence[] => [
  ...new Map(answers.map(({ evidence }) => [evidence.id, evidence])).values(),
];
