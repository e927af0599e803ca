import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { editionOn } from './edition-on.js';

const edition = (code: string, from: string | null, to: string | null) => ({
  code,
  validFrom: from === null ? null : localDate(from),
  validTo: to === null ? null : localDate(to),
});
const always = edition('always', null, null);
const first = edition('first', '2025-09-01', '2026-08-31');
const second = edition('second', '2026-09-01', null);

describe('the edition of a list on a day', () => {
  it.each([
    ['the day before an edition begins', [first], '2025-08-31', null],
    ['the first day', [first], '2025-09-01', 'first'],
    ['the last day', [first, second], '2026-08-31', 'first'],
    ['the day after', [first, second], '2026-09-01', 'second'],
    ['an edition without dates, where nothing newer is valid', [always, second], '2026-08-31', 'always'],
    ['the one that began last, whatever their order', [second, always], '2026-09-01', 'second'],
    ['no editions at all', [], '2026-09-01', null],
  ])('%s', (_, editions, day, expected) => {
    expect(editionOn(editions, localDate(day))?.code ?? null).toBe(expected);
  });
});
