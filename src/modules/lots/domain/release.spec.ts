import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import type { OrganisationId } from '../../../kernel/ids.js';
import type { Finding } from '../../standards/domain/finding.js';
import {
  findingKey,
  findingSha256,
  keyOf,
  shownRelease,
  whyItEnds,
  type StandingRelease,
} from './release.js';
import { sampleFinding } from './sample-findings.js';

const TODAY = localDate('2026-11-22');
const OFFICE = 'office' as OrganisationId;
const COOPERATIVE = 'cooperative' as OrganisationId;
const evidence = [{ type: 'market-pack', id: '2026/27', field: 'confidence', value: 'secondary' }];
const undecided = (given: Partial<Finding> = {}): Finding =>
  sampleFinding({ verdict: 'INDETERMINATE', evidence, ...given });

const release = (given: Partial<StandingRelease> = {}): StandingRelease => ({
  ruleCode: 'RULE',
  versionCode: 'VERSION',
  subjectType: 'BATCH',
  subjectId: 'batch-1',
  findingSha256: findingSha256(undecided()),
  validUntil: localDate('2026-12-31'),
  personOrganisationIds: [OFFICE],
  ...given,
});
const around = { today: TODAY, gainers: [COOPERATIVE] };

describe('a release stands', () => {
  it('while its finding is what two people saw, whatever the others are', () => {
    const others = [sampleFinding({ ruleCode: 'OTHER', verdict: 'FAIL' })];
    expect(whyItEnds(release(), [...others, undecided()], around)).toBeNull();
  });

  it.each([
    ['through its last day', release({ validUntil: TODAY }), undecided()],
    [
      'when the sentence is worded otherwise',
      release(),
      undecided({ explanation: { zh: '另一句。', en: 'Other.' } }),
    ],
    ['when another stage is reached', release(), undecided({ gating: false })],
  ])('%s', (_, standing, finding) => {
    expect(whyItEnds(standing, [finding], around)).toBeNull();
  });
});

describe('a release ends', () => {
  it.each<[string, StandingRelease, Finding[], string]>([
    ['after its last day', release({ validUntil: localDate('2026-11-21') }), [undecided()], 'EXPIRED'],
    ['by a PASS', release(), [undecided({ verdict: 'PASS' })], 'PASSED'],
    ['by a FAIL, also on the same evidence', release(), [undecided({ verdict: 'FAIL' })], 'FAILED'],
    ['when it no longer applies', release(), [undecided({ verdict: 'NOT_APPLICABLE' })], 'NOTHING_TO_JUDGE'],
    ['when the batch is taken out', release(), [], 'NOTHING_TO_JUDGE'],
    [
      'when only another batch is undecided',
      release(),
      [undecided({ subject: { type: 'BATCH', id: 'batch-2' } })],
      'NOTHING_TO_JUDGE',
    ],
    ['by a new edition', release(), [undecided({ versionId: 'VERSION-2' })], 'EDITION_CHANGED'],
    [
      'by other evidence',
      release(),
      [undecided({ evidence: [{ type: 'measurement', id: 'm', field: 'value', value: '9' }] })],
      'FACTS_CHANGED',
    ],
    ['by less trusted evidence', release(), [undecided({ confidence: 'unverified' })], 'FACTS_CHANGED'],
    [
      'when a person who released it comes to gain',
      release({ personOrganisationIds: [OFFICE, COOPERATIVE] }),
      [undecided()],
      'PERSON_GAINS',
    ],
  ])('%s', (_, standing, findings, because) => {
    expect(whyItEnds(standing, findings, around)).toBe(because);
  });
});

describe('how a release is shown', () => {
  it.each([
    ['PROPOSED', '2026-11-22', 'PROPOSED', null],
    ['PROPOSED', '2026-11-21', 'ENDED', 'EXPIRED'],
    ['AGREED', '2026-11-22', 'AGREED', null],
    ['AGREED', '2026-11-21', 'ENDED', 'EXPIRED'],
    ['REVOKED', '2026-11-21', 'REVOKED', null],
    ['DECLINED', '2026-11-21', 'DECLINED', null],
    // The lot left while it stood, and that is as it was.
    ['KEPT', '2026-11-21', 'KEPT', null],
  ] as const)('%s until %s is %s', (state, until, shown, endedBecause) => {
    const stored = { state, endedBecause: null, validUntil: localDate(until) };
    expect(shownRelease(stored, TODAY)).toEqual({ state: shown, endedBecause });
  });

  it('is why it ended, where it had ended before its last day passed', () => {
    const stored = { state: 'ENDED', endedBecause: 'FAILED', validUntil: localDate('2026-11-01') } as const;
    expect(shownRelease(stored, TODAY)).toEqual({ state: 'ENDED', endedBecause: 'FAILED' });
  });
});

it('a release and its finding have the same key', () => {
  expect(keyOf(release())).toBe(findingKey(undecided()));
});
