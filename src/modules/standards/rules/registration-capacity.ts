import { formatKg, sumGrams, type Grams } from '../../../kernel/mass.js';
import type { BatchFacts, Facts } from '../domain/facts.js';
import type { Evidence, Judgement } from '../domain/finding.js';
import { both, failed, notApplicable, passed, step, undecided, worstOf } from '../domain/judgement.js';
import type { CapacityFacts } from '../domain/registration-facts.js';
import type { RuleKind, SubjectFacts } from '../domain/rule-kind.js';
import { registrationNeverReleased } from './never-released.js';
import { originsUnknown } from './origins.js';
import { readParameters } from './read-parameters.js';

const KIND = 'registration-capacity';

const TAKE_OUT = step(
  'EXPORTER',
  '出口企业撤出超出的部分；申报产量确有变更的，由注册登记持有人录入海关认可的变更，基地办公室确认。',
  'The exporter withdraws what is too much; where customs accepted another yield, its holder records that and the base office confirms it.',
);

/**
 * What leaves under an orchard registration fits into the yield declared to customs for the season of the harvest, less
 * what left under it and what other lots were cleared with. More than an orchard grows exposes fruit from elsewhere. A
 * batch is judged by itself, a lot by all it has; lots that are still open take nothing from each other. All in grams.
 * No rule of this kind ships: no text that was read asks for it of each lot.
 *
 * @see docs/adr/0022-registration-capacity.md
 */
export const registrationCapacity: RuleKind<null> = {
  kind: KIND,
  subjects: ['BATCH', 'LOT'],
  actDay: 'SHIPMENT_DAY',
  ofMarket: false,
  releasable: registrationNeverReleased,
  remedy: TAKE_OUT,
  parseParameters: (raw) => {
    readParameters(KIND, raw, []);
    return null;
  },
  judge: (_, subject, { facts }) => {
    const batches = batchesOf(subject, facts);
    const unknown = batches.find(({ origins }) => origins === null || origins.length === 0);
    if (unknown) return originsUnknown(unknown);
    if (!facts.capacities) return notRecorded(subject);
    const ids = new Set(batches.map(({ id }) => id));
    const taken = facts.capacities.map((capacity) => takenOf(capacity, ids)).filter(({ own }) => own > 0);
    if (taken.length === 0)
      return notApplicable(
        both('该批果实不在任何果园注册登记之下。', 'The fruit is under no orchard registration.'),
      );
    return worstOf(taken.map(judgeOne));
  },
};

const batchesOf = (subject: SubjectFacts, facts: Facts): readonly BatchFacts[] =>
  subject.type === 'BATCH' ? [subject.batch] : facts.batches;

/** A registration with what the batches judged take of it. */
interface Taken {
  readonly capacity: CapacityFacts;
  readonly own: Grams;
  readonly unsure: Grams;
}

function takenOf(capacity: CapacityFacts, ids: ReadonlySet<string>): Taken {
  const shares = capacity.shares.filter(({ batchId }) => ids.has(batchId));
  return {
    capacity,
    own: sumGrams(shares.map(({ massGrams }) => massGrams)),
    unsure: sumGrams([capacity.unsureGrams, ...shares.map(({ unsureGrams }) => unsureGrams)]),
  };
}

function judgeOne({ capacity, own, unsure }: Taken): Judgement {
  const { number, season, declared, leftGrams, clearedGrams } = capacity;
  const evidence: Evidence[] = [
    figure(capacity, 'declaredYield', declared?.massGrams ?? null),
    figure(capacity, 'left', leftGrams),
    figure(capacity, 'cleared', clearedGrams),
    figure(capacity, 'own', own),
  ];
  if (declared === null) return yieldUnknown(capacity, evidence);
  const all = sumGrams([leftGrams, clearedGrams, own]);
  const sums = both(
    `申报产量 ${formatKg(declared.massGrams)} 公斤，已离境 ${formatKg(leftGrams)} 公斤，其他已放行出口批 ${formatKg(clearedGrams)} 公斤，本批 ${formatKg(own)} 公斤`,
    `declared ${formatKg(declared.massGrams)} kg, left ${formatKg(leftGrams)} kg, in other lots already cleared ${formatKg(clearedGrams)} kg, here ${formatKg(own)} kg`,
  );
  if (!declared.isConfirmed) return yieldUnconfirmed(capacity, evidence);
  if (all <= declared.massGrams)
    return passed(
      both(
        `果园注册登记 ${number} 在 ${season} 产季有余量：${sums.zh}。`,
        `Orchard registration ${number} has enough left for season ${season}: ${sums.en}.`,
      ),
      evidence,
    );
  const excess = formatKg((all - declared.massGrams) as Grams);
  if (all - unsure <= declared.massGrams)
    return undecided(
      both(
        `部分果实箱上未印注册登记，也可能属于另一注册登记；若全部计入 ${number}，则超出 ${excess} 公斤：${sums.zh}。`,
        `Some of the fruit has no registration on its cartons and may be under another one as well; if all of it counts for ${number}, it is ${excess} kg too much: ${sums.en}.`,
      ),
      step(
        'EXPORTER',
        '出口企业撤出超出的部分，或改配印有果园注册登记的包装批。',
        'The exporter withdraws what is too much, or takes batches with the registration printed on their cartons.',
      ),
      evidence,
    );
  return failed(
    both(
      `果园注册登记 ${number} 在 ${season} 产季超出申报产量 ${excess} 公斤，疑混有外来果：${sums.zh}。`,
      `Orchard registration ${number} would export ${excess} kg more than it declared for season ${season}, which exposes foreign fruit: ${sums.en}.`,
    ),
    evidence,
  );
}

const figure = ({ registrationId }: CapacityFacts, field: string, value: Grams | null): Evidence => ({
  type: 'registration',
  id: registrationId,
  field,
  value: value === null ? null : formatKg(value),
  unit: 'kg',
});

const yieldUnknown = ({ number, season }: CapacityFacts, evidence: readonly Evidence[]): Judgement =>
  undecided(
    both(
      `未记录果园注册登记 ${number} 在 ${season} 产季向海关申报的产量。`,
      `What orchard registration ${number} declared to customs for season ${season} is not recorded.`,
    ),
    step(
      'COOPERATIVE',
      '合作社录入该产季向海关申报的产量及其文件，由基地办公室确认。',
      'The cooperative records the yield it declared to customs for the season, with the paper; the base office confirms it.',
    ),
    evidence,
  );

const yieldUnconfirmed = ({ number, season }: CapacityFacts, evidence: readonly Evidence[]): Judgement =>
  undecided(
    both(
      `果园注册登记 ${number} 在 ${season} 产季的申报产量尚未确认。`,
      `The yield of orchard registration ${number} for season ${season} is not confirmed yet.`,
    ),
    step(
      'BASE_OFFICE',
      '基地办公室见到申报文件后，由录入人以外的人确认产量。',
      'The base office sees the declaration, and a person other than who entered the yield confirms it.',
    ),
    evidence,
  );

const notRecorded = (subject: SubjectFacts): Judgement =>
  undecided(
    both(
      '判定依据中没有汇总注册登记的余量。',
      'What is left of the registrations was not added up when these facts were gathered.',
    ),
    step('EXPORTER', '出口企业重新判定该批。', 'The exporter has the lot judged again.'),
    [{ type: subject.type.toLowerCase(), id: subject.id, field: 'capacity', value: null }],
  );
