import { describe, expect, it } from '@jest/globals';
import { muFrom, squareMetres } from '../../../kernel/area.js';
import { compareAreas } from './plot-area.js';

describe('comparing declared and measured area', () => {
  it('says nothing where no boundary was recorded', () => {
    expect(compareAreas(muFrom('12.5'), null)).toBeNull();
  });

  // 15 mu are 10 000 m².
  it.each([
    ['exactly as declared', 10_000, 0, 0],
    ['10 % more, the last that passes', 11_000, 100_000, 0],
    ['10 % less, the last that passes', 9_000, -100_000, 0],
    ['a square metre beyond', 11_001, 100_100, 1],
    ['half of it', 5_000, -500_000, 1],
  ])('gives the difference and warns above 10 %%: %s', (_, measured, ppm, warnings) => {
    const compared = compareAreas(muFrom('15'), squareMetres(measured));
    expect(compared?.differencePpm).toBe(ppm);
    expect(compared?.warnings).toHaveLength(warnings);
  });

  it('says in both languages which way it differs and by how much', () => {
    const compared = compareAreas(muFrom('15'), squareMetres(8_000));
    expect(compared?.warnings).toEqual([
      {
        code: 'AREA_DIFFERS',
        sentence: {
          zh: '边界内实测面积比申报面积小 20%，请核对申报面积或边界',
          en: 'The boundary encloses 20 % less than the declared area; check one or the other',
        },
      },
    ]);
  });
});
