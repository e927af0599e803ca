import type { Finding } from '../../standards/domain/finding.js';

/** A gating finding of one rule on one batch, for specs; what a case is about is given, the rest is filled in. */
export const sampleFinding = (given: Partial<Finding> = {}): Finding => ({
  ruleCode: 'RULE',
  versionId: 'VERSION',
  edition: '1',
  kind: 'residue-limit',
  title: { zh: '残留不超限', en: 'Residues within the limit' },
  unity: 'STANDARD',
  market: null,
  stage: 'DECLARE',
  effect: 'LEGAL',
  gating: true,
  verdict: 'PASS',
  subject: { type: 'BATCH', id: 'batch-1' },
  source: { document: 'text', clause: null, url: null },
  confidence: 'official',
  evidence: [],
  explanation: { zh: '说明。', en: 'Why.' },
  settledBy: null,
  ...given,
});
