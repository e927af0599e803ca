import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { refuseErasing, type EvidenceOf } from './kept.js';

const TODAY = localDate('2026-11-28');
const until = (day: string) => ({ until: localDate(day), evidenceOf: null });
const inForce = (evidenceOf: EvidenceOf) => ({ until: null, evidenceOf });

describe('a file that somebody wants to erase', () => {
  it.each<[string, Parameters<typeof refuseErasing>[0], string[]]>([
    ['goes where nothing rests on it', [], []],
    ['goes the day after the last on which it is kept', [until('2026-11-27')], []],
    ['stays on that day', [until('2026-11-28')], ['ATTACHMENT_TO_BE_KEPT 2026-11-28']],
    [
      'stays until the last of several days',
      [until('2027-01-01'), until('2028-01-01'), until('2020-01-01')],
      ['ATTACHMENT_TO_BE_KEPT 2028-01-01'],
    ],
    [
      'stays as long as what rests on it is in force, named once',
      [inForce('LOT_RELEASE'), until('2028-01-01'), inForce('LOT_RELEASE'), inForce('AREA_STATUS')],
      ['ATTACHMENT_IN_FORCE AREA_STATUS', 'ATTACHMENT_IN_FORCE LOT_RELEASE'],
    ],
  ])('%s', (_, kept, expected) => {
    const said = refuseErasing(kept, TODAY).map(
      ({ code, values }) => `${code} ${Object.values(values).join()}`,
    );
    expect(said).toEqual(expected);
  });
});
