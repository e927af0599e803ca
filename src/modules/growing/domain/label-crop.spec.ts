import { describe, expect, it } from '@jest/globals';
import { otherCropOf } from './label-crop.js';

describe('the crop of a label', () => {
  it.each([
    '柑橘',
    '柑桔',
    '柑橘树',
    '柑 橘 树',
    '甜橙',
    '柑橘类水果',
    'Citrus',
    'ＣＩＴＲＵＳ',
    'Sweet oranges',
  ])('is our fruit: %s', (crop) => {
    expect(otherCropOf(crop)).toBeNull();
  });

  it.each([
    ['another crop', '茶树'],
    ['another citrus fruit', '柠檬'],
    ['no crop in particular', '果树'],
    ['several, so that nobody knows whose figures were entered', '柑橘树、茶树'],
    ['fruit that was picked', '柑橘（采后）'],
    ['a word that only holds ours', '柑橘园绿肥'],
    ['nothing', ''],
  ])('is not our fruit on the tree: %s', (_, crop) => {
    expect(otherCropOf(crop)).toBe(crop);
  });
});
