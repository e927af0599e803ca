import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { GrowingRecordId, PlotId, ProductLabelId } from '../../../kernel/ids.js';
import { addDays, localDate, type LocalDate } from '../../../kernel/local-date.js';
import { earliestHarvest } from './earliest-harvest.js';
import type { Spray, SprayLabel } from './spray.js';

const label = (intervalDays: number | null, isConfirmed = true): SprayLabel => ({
  id: 'label' as ProductLabelId,
  isConfirmed,
  otherCrop: null,
  intervalDays,
  statesNoInterval: false,
  maxApplications: null,
  statesNoMaximum: false,
});
const spray = (id: string, on: string, of: SprayLabel | null): Spray => ({
  id: id as GrowingRecordId,
  plotId: 'plot' as PlotId,
  performedOn: localDate(on),
  label: of,
  substances: ['abamectin'],
  unlisted: [],
});

describe('the first day of harvest', () => {
  it('is any day where nothing was sprayed', () => {
    expect(earliestHarvest([])).toEqual({
      because: 'NO_SPRAY',
      day: null,
      notBefore: null,
      decidedBy: null,
      unknown: [],
    });
  });

  it.each([
    ['7 days, sprayed on the 1st', '2026-11-01', 7, '2026-11-08'],
    ['0 days', '2026-11-01', 0, '2026-11-01'],
    ['over the end of a month', '2026-11-20', 14, '2026-12-04'],
    ['over the new year', '2026-12-25', 30, '2027-01-24'],
    ['over a leap day', '2028-02-20', 14, '2028-03-05'],
  ])('counts from the day of the spray: %s', (_, on, days, expected) => {
    expect(earliestHarvest([spray('a', on, label(days))])).toMatchObject({
      because: 'INTERVAL',
      day: expected,
      decidedBy: 'a',
    });
  });

  it('is any day where every label asks for no interval, and one that does not hides no other', () => {
    const none = { ...label(null), statesNoInterval: true };
    expect(earliestHarvest([spray('a', '2026-11-01', none)])).toMatchObject({
      because: 'NO_INTERVAL',
      day: null,
      unknown: [],
    });
    const sprays = [spray('a', '2026-11-01', label(7)), spray('b', '2026-11-20', none)];
    expect(earliestHarvest(sprays)).toMatchObject({ because: 'INTERVAL', day: '2026-11-08', decidedBy: 'a' });
    const unread = { ...none, isConfirmed: false };
    expect(earliestHarvest([spray('a', '2026-11-01', unread)]).because).toBe('INTERVAL_UNKNOWN');
  });

  it('is decided by the spray whose interval ends last, not by the last spray', () => {
    const sprays = [spray('long', '2026-10-01', label(40)), spray('short', '2026-11-01', label(3))];
    expect(earliestHarvest(sprays)).toMatchObject({ day: '2026-11-10', decidedBy: 'long' });
  });

  it.each<[string, SprayLabel | null, string]>([
    ['no label', null, 'NO_LABEL'],
    ['a label for another crop', { ...label(7), otherCrop: '茶树' }, 'LABEL_FOR_ANOTHER_CROP'],
    ['a label nobody confirmed', label(7, false), 'LABEL_NOT_CONFIRMED'],
    ['a label without one', label(null), 'LABEL_WITHOUT_INTERVAL'],
  ])('is not known with an unknown interval, and is not guessed: %s', (_, of, reason) => {
    const sprays = [spray('known', '2026-11-01', label(7)), spray('open', '2026-11-02', of)];
    expect(earliestHarvest(sprays)).toEqual({
      because: 'INTERVAL_UNKNOWN',
      day: null,
      notBefore: '2026-11-08',
      decidedBy: 'known',
      unknown: [{ id: 'open', reason }],
    });
  });

  it('keeps every interval and is the first day that does, whatever was sprayed and when', () => {
    const one = fc.record({
      after: fc.integer({ min: 0, max: 300 }),
      days: fc.integer({ min: 0, max: 365 }),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 12 }), (told) => {
        const start = localDate('2026-01-01');
        const sprays = told.map(({ after, days }, i) => spray(`s${i}`, addDays(start, after), label(days)));
        const { day } = earliestHarvest(sprays);
        const keeps = (on: LocalDate): boolean =>
          told.every(({ after, days }) => on >= addDays(start, after + days));
        expect(keeps(day!)).toBe(true);
        expect(keeps(addDays(day!, -1))).toBe(false);
      }),
    );
  });
});
