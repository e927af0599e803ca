import { expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { refuseErasingText, type KeptText } from './kept-text.js';

const TODAY = localDate('2026-11-28');
const until = (day: string): KeptText => ({ until: localDate(day), reasonOf: null });
const IN_FORCE: KeptText = { until: null, reasonOf: 'LOT_RELEASE' };

it.each<[string, KeptText[], string[]]>([
  ['goes where nothing rests on it', [], []],
  ['goes the day after the last on which it is kept', [until('2026-11-27')], []],
  ['stays on that day', [until('2026-11-28')], ['TEXT_TO_BE_KEPT 2026-11-28']],
  [
    'stays until the last of several days',
    [until('2027-01-01'), until('2028-01-01'), until('2020-01-01')],
    ['TEXT_TO_BE_KEPT 2028-01-01'],
  ],
  [
    'stays as long as what it is the reason of is in force, named once',
    [IN_FORCE, until('2028-01-01'), IN_FORCE],
    ['TEXT_IN_FORCE LOT_RELEASE'],
  ],
])('a text that somebody wants to erase %s', (_, kept, expected) => {
  const said = refuseErasingText(kept, TODAY).map(
    ({ code, values }) => `${code} ${Object.values(values).join()}`,
  );
  expect(said).toEqual(expected);
});
