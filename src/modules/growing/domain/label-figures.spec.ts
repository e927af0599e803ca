import { describe, expect, it } from '@jest/globals';
import { isReadWhole, refuseFigures, type LabelFigures } from './label-figures.js';

const stated: LabelFigures = {
  phiDays: 14,
  statesNoInterval: false,
  maxApplications: 2,
  statesNoMaximum: false,
};
const none: LabelFigures = {
  phiDays: null,
  statesNoInterval: true,
  maxApplications: null,
  statesNoMaximum: true,
};

describe('the figures of a label', () => {
  it.each<[string, LabelFigures, string[]]>([
    ['that are stated', stated, []],
    ['that are stated to be none', none, []],
    ['that nobody asked for', { ...none, statesNoInterval: false, statesNoMaximum: false }, []],
    ['of no days, which is a figure', { ...stated, phiDays: 0 }, []],
    ['of no days and none', { ...none, phiDays: 0 }, ['LABEL_INTERVAL_AND_NONE']],
    ['of a maximum and none', { ...none, maxApplications: 1 }, ['LABEL_MAXIMUM_AND_NONE']],
    [
      'both and none',
      { ...none, phiDays: 7, maxApplications: 1 },
      ['LABEL_INTERVAL_AND_NONE', 'LABEL_MAXIMUM_AND_NONE'],
    ],
  ])('%s', (_, figures, codes) => {
    expect(refuseFigures(figures).map(({ code }) => code)).toEqual(codes);
  });

  it.each<[string, Partial<LabelFigures>, string, boolean]>([
    ['both stated', {}, '柑橘', true],
    ['both stated to be none', none, '柑橘', true],
    ['no interval', { phiDays: null }, '柑橘', false],
    ['no maximum', { maxApplications: null }, '柑橘', false],
    ['neither, for another crop', { phiDays: null, maxApplications: null }, '茶树', true],
  ])('are read whole or not: %s', (_, more, crop, expected) => {
    expect(isReadWhole({ ...stated, ...more, crop })).toBe(expected);
  });
});
