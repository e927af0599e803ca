import { describe, expect, it } from '@jest/globals';
import {
  isSameWording,
  RESIDUE_DEFINITION_KINDS,
  standingOf,
  type ResidueDefinition,
  type Standing,
} from './residue-definition.js';

const SUM = 'sum of prochloraz, BTS 44595 (M201-04) and BTS 44596 (M201-03), expressed as prochloraz';
const nothing: ResidueDefinition = {};
const substance: ResidueDefinition = { residueDefinitionKind: 'SUBSTANCE' };
const sum = (residueDefinition: string | null = SUM): ResidueDefinition => ({
  residueDefinitionKind: 'SUM',
  residueDefinition,
});
const other = (residueDefinition: string | null = 'total, determined as CS2'): ResidueDefinition => ({
  residueDefinitionKind: 'OTHER',
  residueDefinition,
});
const worded: ResidueDefinition = { residueDefinition: SUM };

describe('what a laboratory counted, against what a limit counts', () => {
  it.each<[string, ResidueDefinition, ResidueDefinition, Standing]>([
    ['nothing said on either side', nothing, nothing, 'SAME'],
    ['the substance, where the limit says nothing', substance, nothing, 'SAME'],
    ['a sum, where the limit says nothing', sum(), nothing, 'WHOLE'],
    ['something else, where the limit says nothing', other(), nothing, 'UNKNOWN'],
    ['words nobody placed, where the limit says nothing', worded, nothing, 'UNKNOWN'],

    ['nothing said, for a limit of the substance', nothing, substance, 'SAME'],
    ['the substance, for a limit of the substance', substance, substance, 'SAME'],
    ['a sum, for a limit of the substance', sum(), substance, 'WHOLE'],
    ['something else, for a limit of the substance', other(), substance, 'UNKNOWN'],

    ['nothing said, for a limit of a sum', nothing, sum(), 'PART'],
    ['the substance, for a limit of a sum', substance, sum(), 'PART'],
    ['the same sum', sum(), sum(), 'SAME'],
    ['another sum', sum('sum of prochloraz and its metabolites'), sum(), 'UNKNOWN'],
    ['a sum nobody named', sum(null), sum(), 'UNKNOWN'],
    ['something else, for a limit of a sum', other(), sum(), 'UNKNOWN'],

    ['nothing said, for a limit of something else', nothing, other(), 'UNKNOWN'],
    ['the substance, for a limit of something else', substance, other(), 'UNKNOWN'],
    ['the same something else', other(), other(), 'SAME'],
    ['two that are both not named', other(null), other(null), 'UNKNOWN'],

    ['nothing said, for words nobody placed', nothing, worded, 'PART'],
    ['the substance, for words nobody placed', substance, worded, 'PART'],
    ['the same words, whatever either is', sum(), worded, 'SAME'],
    ['other words', sum('another'), worded, 'UNKNOWN'],
  ])('%s', (_, result, limit, standing) => {
    expect(standingOf(result, limit)).toBe(standing);
  });

  it('leaves more open, never less, where a result does not say what it counted', () => {
    const limits = [nothing, worded, ...RESIDUE_DEFINITION_KINDS.map(kindOnly), sum(), other()];
    for (const limit of limits) {
      const unsaid = standingOf(nothing, limit);
      expect(standingOf(substance, limit)).toBe(unsaid);
      if (unsaid === 'SAME') expect(standingOf(sum(), limit)).toBe('WHOLE');
    }
  });
});

const kindOnly = (residueDefinitionKind: 'SUBSTANCE' | 'SUM' | 'OTHER'): ResidueDefinition => ({
  residueDefinitionKind,
});

describe('wordings', () => {
  it.each([
    [SUM, `${SUM} (F)`, true],
    ['thiabendazole (R)', 'Thiabendazole', true],
    ['sum  of isomers.', 'sum of isomers (F) (R)', true],
    ['imazalil (any ratio of constituent isomers) (R)', 'imazalil (any ratio of constituent isomers)', true],
    ['imazalil (any ratio of constituent isomers)', 'imazalil', false],
    [SUM, 'prochloraz', false],
    [null, null, false],
    ['', '', false],
  ])('%j and %j', (a, b, same) => {
    expect(isSameWording(a, b)).toBe(same);
    expect(isSameWording(b, a)).toBe(same);
  });
});
