import { ruleKinds } from '../rules/index.js';
import { findingsOf } from './evaluate.js';
import type { BatchFacts, Facts } from './facts.js';
import type { Finding, NextStep, Settler } from './finding.js';
import type { Bilingual, Rule } from './rule.js';
import type { At } from './rule-kind.js';

/** Something that an organisation can do so that fruit may go on, and the batches that wait for it. */
export interface OpenStep {
  readonly ruleCode: string;
  readonly title: Bilingual;
  readonly verdict: 'FAIL' | 'INDETERMINATE';
  readonly explanation: Bilingual;
  readonly nextStep: NextStep;
  /** Ids of the packed batches. */
  readonly batchIds: readonly string[];
}

/**
 * The steps of one kind of organisation in what the legal and contract rules say of these batches; what says the same of
 * several batches is one step. In the order of the rules.
 */
export function openSteps(by: Settler, facts: Facts, rules: readonly Rule[], at: At): OpenStep[] {
  const ofFruit = rules.filter(
    ({ effect, subject }) => effect !== 'ADVICE' && (subject === 'BATCH' || subject === 'PLOT'),
  );
  const steps = new Map<string, { finding: Finding; batchIds: Set<string> }>();
  for (const finding of ofFruit.flatMap((rule) => findingsOf(ruleKinds, rule, facts, at))) {
    if (finding.nextStep?.by !== by) continue;
    const key = JSON.stringify([finding.ruleCode, finding.explanation.zh, finding.nextStep.zh]);
    const step = steps.get(key) ?? { finding, batchIds: new Set<string>() };
    steps.set(key, step);
    for (const id of batchesOf(finding, facts)) step.batchIds.add(id);
  }
  return [...steps.values()].map(({ finding, batchIds }) => ({
    ruleCode: finding.ruleCode,
    title: finding.title,
    verdict: finding.verdict as OpenStep['verdict'],
    explanation: finding.explanation,
    nextStep: finding.nextStep!,
    batchIds: [...batchIds],
  }));
}

/** A plot's finding is each batch's that came from it. */
export const batchesOf = ({ subject }: Finding, { batches }: Facts): readonly string[] =>
  subject.type === 'BATCH'
    ? [subject.id]
    : batches
        .filter(({ origins }) => origins?.some(({ plotId }) => plotId === subject.id))
        .map(({ id }) => id);

/**
 * What a cooperative may be told of fruit that was packed together with that of others: only what grew on its own plots.
 * What the packer and the laboratory found out is theirs.
 */
export function ownShare(facts: Facts, organisationId: string): Facts {
  return { ...facts, batches: facts.batches.map((batch) => ownShareOf(batch, organisationId)) };
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
    sprays: batch.sprays?.filter(({ plotId }) => plots.has(plotId)) ?? null,
    openHolds: null,
    interestedOrganisationIds: [],
    receipts: batch.receipts?.filter(({ supplierId }) => supplierId === organisationId) ?? [],
  };
}
