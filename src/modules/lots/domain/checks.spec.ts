import { describe, expect, it } from '@jest/globals';
import { fourChecks, releasesReliedOn, unmetRequirements } from './checks.js';
import { findingKey } from './release.js';
import { sampleFinding } from './sample-findings.js';

const ALL = ['VARIETY', 'BRAND', 'STANDARD', 'CHANNEL'] as const;

describe('the four checks of a lot', () => {
  it('are always four and in their order, also where nothing was judged', () => {
    expect(fourChecks([])).toEqual(ALL.map((unity) => ({ unity, verdict: 'NOT_APPLICABLE', findings: [] })));
  });

  it.each([
    [
      'the worst of what gates',
      [
        ['PASS', true],
        ['FAIL', true],
        ['INDETERMINATE', true],
      ],
      'FAIL',
    ],
    [
      'undecided while one is undecided',
      [
        ['PASS', true],
        ['INDETERMINATE', true],
      ],
      'INDETERMINATE',
    ],
    [
      'a pass where all that gates passes',
      [
        ['PASS', true],
        ['NOT_APPLICABLE', true],
      ],
      'PASS',
    ],
    [
      'not moved by advice',
      [
        ['PASS', true],
        ['FAIL', false],
      ],
      'PASS',
    ],
    ['not a pass where only advice was given', [['PASS', false]], 'NOT_APPLICABLE'],
  ] as const)('have as verdict %s', (_, given, verdict) => {
    const findings = given.map(([each, gating]) => sampleFinding({ verdict: each, gating }));
    const standard = fourChecks(findings).find(({ unity }) => unity === 'STANDARD');
    expect(standard).toEqual({ unity: 'STANDARD', verdict, findings });
  });
});

describe('what keeps a lot from moving', () => {
  it('is one entry a rule, with its findings on every batch', () => {
    const failed = ['a', 'b'].map((id) => sampleFinding({ verdict: 'FAIL', subject: { type: 'BATCH', id } }));
    const passed = sampleFinding({ subject: { type: 'BATCH', id: 'c' } });
    const other = sampleFinding({ ruleCode: 'OTHER', unity: 'CHANNEL', verdict: 'INDETERMINATE' });
    expect(unmetRequirements([...failed, passed, other], ALL)).toEqual([
      { unity: 'STANDARD', ruleCode: 'RULE', findings: failed },
      { unity: 'CHANNEL', ruleCode: 'OTHER', findings: [other] },
    ]);
  });

  it('keeps two versions of a rule apart', () => {
    const findings = ['V1', 'V2'].map((versionId) => sampleFinding({ versionId, verdict: 'FAIL' }));
    expect(unmetRequirements(findings, ALL)).toHaveLength(2);
  });

  it.each([
    ['a pass', sampleFinding()],
    ['a rule with nothing to judge', sampleFinding({ verdict: 'NOT_APPLICABLE' })],
    ['advice', sampleFinding({ verdict: 'FAIL', gating: false, effect: 'ADVICE' })],
    ['a check that does not gate this move', sampleFinding({ verdict: 'FAIL', unity: 'CHANNEL' })],
  ])('is not %s', (_, finding) => {
    expect(unmetRequirements([finding], ['VARIETY', 'BRAND', 'STANDARD'])).toEqual([]);
  });
});

describe('what two people released', () => {
  const undecided = sampleFinding({ verdict: 'INDETERMINATE' });
  const other = sampleFinding({ verdict: 'INDETERMINATE', subject: { type: 'BATCH', id: 'batch-2' } });
  const released = new Map([[findingKey(undecided), 'release-1']]);
  const keys = new Set(released.keys());

  it('keeps the lot from nothing, and is an INDETERMINATE all the same', () => {
    expect(unmetRequirements([undecided], ALL, keys)).toEqual([]);
    const standard = fourChecks([undecided]).find(({ unity }) => unity === 'STANDARD');
    expect(standard?.verdict).toBe('INDETERMINATE');
  });

  it('says nothing of the same rule on other fruit', () => {
    expect(unmetRequirements([undecided, other], ALL, keys)).toMatchObject([{ findings: [other] }]);
  });

  it('says nothing of the same rule in another edition', () => {
    const edition = sampleFinding({ verdict: 'INDETERMINATE', versionId: 'VERSION-2' });
    expect(unmetRequirements([edition], ALL, keys)).toHaveLength(1);
  });

  it('never helps a FAIL', () => {
    expect(unmetRequirements([{ ...undecided, verdict: 'FAIL' }], ALL, keys)).toHaveLength(1);
  });

  it.each([
    ['what would have stopped the move', undecided, ['release-1']],
    ['nothing that passes by itself', { ...undecided, verdict: 'PASS' as const }, []],
    ['nothing that does not gate', { ...undecided, gating: false }, []],
    ['nothing that nobody released', other, []],
  ])('is relied on for %s', (_, finding, expected) => {
    expect(releasesReliedOn([finding], ALL, released)).toEqual(expected);
  });

  it('is not relied on by a move that the check does not gate', () => {
    expect(releasesReliedOn([undecided], ['CHANNEL'], released)).toEqual([]);
  });
});
