import { describe, expect, it } from '@jest/globals';
import type { Verdict } from './finding.js';
import { both, failed, notApplicable, passed, undecided } from './judgement.js';
import { judgeProvisional, withoutSpeakingFor } from './provisional.js';
import { measured, sampleBatch, tested } from './sample-facts.js';

const made = (verdict: Verdict) => {
  const said = both(verdict, verdict);
  switch (verdict) {
    case 'PASS':
      return passed(said);
    case 'FAIL':
      return failed(said);
    case 'INDETERMINATE':
      return undecided(said, said);
    case 'NOT_APPLICABLE':
      return notApplicable(said);
  }
};

describe('figures that nobody independent signed', () => {
  it.each<[Verdict, Verdict, Verdict]>([
    // by all, by the signed alone, in the end
    ['PASS', 'INDETERMINATE', 'INDETERMINATE'],
    ['PASS', 'NOT_APPLICABLE', 'INDETERMINATE'],
    ['PASS', 'FAIL', 'FAIL'],
    ['PASS', 'PASS', 'PASS'],
    ['FAIL', 'PASS', 'FAIL'],
    ['FAIL', 'INDETERMINATE', 'FAIL'],
    ['INDETERMINATE', 'PASS', 'INDETERMINATE'],
    ['INDETERMINATE', 'FAIL', 'FAIL'],
    ['NOT_APPLICABLE', 'NOT_APPLICABLE', 'NOT_APPLICABLE'],
  ])('by all %s, by the signed alone %s: %s', (all, signed, verdict) => {
    expect(withoutSpeakingFor(made(all), made(signed)).verdict).toBe(verdict);
  });

  it('say what would settle it', () => {
    const { explanation, steps } = withoutSpeakingFor(made('PASS'), made('INDETERMINATE'));
    expect(explanation.zh).toContain('未经独立检验员签字');
    expect(steps[0]?.en).toMatch(/signs/);
  });

  it('are left out when the signed ones are looked at, and nothing is judged twice without any', () => {
    const batch = {
      ...sampleBatch(),
      measurements: [{ ...measured('TSS', '12'), isProvisional: true as const }, measured('TSS', '11')],
      laboratoryResults: [{ ...tested('imidacloprid', 1), isProvisional: true as const }],
    };
    const seen: (number | undefined)[][] = [];
    const look = (of: typeof batch | ReturnType<typeof sampleBatch>) =>
      judgeProvisional({ type: 'BATCH', id: of.id, batch: of }, (subject) => {
        if (subject.type === 'BATCH')
          seen.push([subject.batch.measurements?.length, subject.batch.laboratoryResults?.length]);
        return made('PASS');
      });
    look(batch);
    expect(seen).toEqual([
      [2, 1],
      [1, 0],
    ]);
    look(sampleBatch());
    expect(seen).toHaveLength(3);
  });
});
