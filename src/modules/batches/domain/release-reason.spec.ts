import { expect, it } from '@jest/globals';
import { releaseReasonIn } from './release-reason.js';

it.each<[string | null, string | null, string | null]>([
  ['MASSES_AGREE', '已更正，重量重新相符', 'Corrected: the masses agree again'],
  ['corrected: the masses agree again', '已更正，重量重新相符', 'Corrected: the masses agree again'],
  ['复检合格', '复检合格', '复检合格'],
  [null, null, null],
])('the release reason %p is told as %p and %p', (stored, zh, en) => {
  expect(releaseReasonIn('zh', stored)).toBe(zh);
  expect(releaseReasonIn('en', stored)).toBe(en);
});
