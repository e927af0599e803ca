import type { InParts } from '../../../kernel/in-parts.js';
import { ruleKinds } from '../rules/index.js';
import { findingOf, judgementsOf } from './evaluate.js';
import type { BatchFacts, Facts } from './facts.js';
import { nextStepsOf, type Finding, type NextStep, type Settler } from './finding.js';
import { batchesOf } from './plot-subjects.js';
import type { Bilingual, Rule } from './rule.js';
import type { At } from './rule-kind.js';

/** Something that an organisation can do so that fruit may go on, and what waits for it. */
export interface OpenStep {
  readonly ruleCode: string;
  readonly title: Bilingual;
  readonly verdict: 'FAIL' | 'INDETERMINATE';
  readonly explanation: Bilingual;
  readonly nextStep: NextStep;
  /** Ids of the packed batches, or of the lots, that wait for it. */
  readonly waiting: readonly string[];
}

/**
 * The steps of one kind of organisation in what the legal and contract rules say of these batches; what says the same
 * of several batches is one step. In the order of the rules; each rule is a part of the work.
 *
 * @param facts what they may be told of
 * @param all   everything on record of the same: what is met by what they are not told of leaves nothing to do
 * @throws Error as `evaluate`
 */
export function* openSteps(
  by: Settler,
  facts: Facts,
  rules: readonly Rule[],
  at: At,
  all: Facts = facts,
): InParts<OpenStep[]> {
  const judged = rules.filter(
    ({ effect, subject }) => effect !== 'ADVICE' && (subject === 'BATCH' || subject === 'PLOT'),
  );
  const found: Found[] = [];
  for (const rule of judged) {
    yield;
    const findings = foundBy(rule, facts, at);
    if (all === facts || findings.every(([finding]) => isMet(finding))) {
      found.push(...findings);
      continue;
    }
    const whole = new Map(foundBy(rule, all, at).map(([finding]) => [subjectKey(finding), finding]));
    for (const [finding, waiting] of findings) {
      const told = asTold(by, finding, whole.get(subjectKey(finding)));
      if (told) found.push([told, waiting]);
    }
  }
  return gathered(by, found);
}

/** A finding, and the ids of the batches it is about. */
type Found = readonly [finding: Finding, waiting: readonly string[]];

const foundBy = (rule: Rule, facts: Facts, at: At): Found[] =>
  Array.from(judgementsOf(ruleKinds, rule, facts, at), (each) => [
    findingOf(rule, each),
    batchesOf(each.subject, facts),
  ]);

/**
 * A finding about a part of what is on record, as somebody may be told it who knows no more. Null: seen whole, there is
 * nothing for them to do. What they are not told of would read as not recorded, so then the words are those of the rule.
 */
function asTold(by: Settler, part: Finding, whole: Finding | undefined): Finding | null {
  if (!whole) return part;
  const asked = nextStepsOf(whole);
  if (isMet(whole) || !asked.some((step) => step.by === by)) return null;
  const known = whole.explanation.zh === part.explanation.zh ? part : { ...part, explanation: part.title };
  // What is asked of nobody who sees the whole is missing only from where the part is seen.
  const needed = nextStepsOf(part).filter(({ zh }) => asked.some((step) => step.zh === zh));
  return needed.some((step) => step.by === by) ? { ...known, nextSteps: needed } : known;
}

const isMet = ({ verdict }: Finding): boolean => verdict === 'PASS' || verdict === 'NOT_APPLICABLE';
const subjectKey = ({ subject }: Finding): string => `${subject.type} ${subject.id}`;

/** The steps of one kind of organisation in what was found about lots themselves, as their judgements are kept. */
export const openStepsOfLots = (
  by: Settler,
  lots: readonly { readonly id: string; readonly findings: readonly Finding[] }[],
): OpenStep[] =>
  gathered(
    by,
    lots.flatMap(({ id, findings }) =>
      findings
        .filter(
          ({ effect, subject }) =>
            effect !== 'ADVICE' && (subject.type === 'LOT' || subject.type === 'SHIPMENT'),
        )
        .map((finding) => [finding, [id]] as const),
    ),
  );

function gathered(by: Settler, found: readonly Found[]): OpenStep[] {
  const steps = new Map<string, { finding: Finding; nextStep: NextStep; waiting: Set<string> }>();
  for (const [finding, waiting] of found)
    for (const nextStep of nextStepsOf(finding)) {
      if (nextStep.by !== by) continue;
      const key = JSON.stringify([finding.ruleCode, finding.explanation.zh, nextStep.zh]);
      const step = steps.get(key) ?? { finding, nextStep, waiting: new Set<string>() };
      steps.set(key, step);
      for (const id of waiting) step.waiting.add(id);
    }
  return [...steps.values()].map(({ finding, nextStep, waiting }) => ({
    ruleCode: finding.ruleCode,
    title: finding.title,
    verdict: finding.verdict as OpenStep['verdict'],
    explanation: finding.explanation,
    nextStep,
    waiting: [...waiting],
  }));
}

/**
 * What a cooperative may be told of fruit that was packed together with that of others: only what grew on its own
 * plots. What the packer and the laboratory found out is theirs.
 *
 * @see docs/domain/visibility.md
 */
export function ownShare(facts: Facts, organisationId: string): Facts {
  const batches = facts.batches.map((batch) => ownShareOf(batch, organisationId));
  if (!facts.plots) return { ...facts, batches };
  const own = new Set(batches.flatMap(({ origins }) => origins?.map(({ plotId }) => plotId) ?? []));
  return { ...facts, batches, plots: facts.plots.filter(({ id }) => own.has(id)) };
}

function ownShareOf(batch: BatchFacts, organisationId: string): BatchFacts {
  const origins = batch.origins?.filter(({ ownerId }) => ownerId === organisationId) ?? null;
  const plots = new Set(origins?.map(({ plotId }) => plotId));
  return {
    id: batch.id,
    code: batch.code,
    massGrams: batch.massGrams,
    varietyCode: batch.varietyCode,
    packedOn: batch.packedOn,
    packerId: batch.packerId,
    packerCustomsDistrict: batch.packerCustomsDistrict,
    brandClaims: [],
    indicationClaims: [],
    markedRegistration: null,
    qualityClass: null,
    sizeCode: null,
    origins,
    measurements: null,
    laboratoryResults: null,
    inspections: null,
    ...ownSprays(batch, plots),
    openHolds: null,
    interestedOrganisationIds: [],
    receipts: batch.receipts?.filter(({ supplierId }) => supplierId === organisationId) ?? [],
  };
}

/** What others have still to state of their plots keeps nothing of one's own open. */
function ownSprays(
  { sprays, unstatedSprays }: BatchFacts,
  plots: ReadonlySet<string>,
): Pick<BatchFacts, 'sprays' | 'unstatedSprays'> {
  const isOwn = ({ plotId }: { readonly plotId: string }): boolean => plots.has(plotId);
  if (!unstatedSprays) return { sprays: sprays?.filter(isOwn) ?? null };
  const [recorded, days] = [unstatedSprays.recorded.filter(isOwn), unstatedSprays.days.filter(isOwn)];
  return days.length > 0 ? { sprays: null, unstatedSprays: { recorded, days } } : { sprays: recorded };
}
