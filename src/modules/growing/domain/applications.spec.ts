import { describe, expect, it } from '@jest/globals';
import type { GrowingRecordId, PlotId, ProductLabelId } from '../../../kernel/ids.js';
import { localDate, season } from '../../../kernel/local-date.js';
import { applicationsInSeason } from './applications.js';
import type { Spray } from './spray.js';

const PRODUCT = 'product' as ProductLabelId;
const spray = (on: string, of: Partial<NonNullable<Spray['label']>> = {}): Spray => ({
  id: on as GrowingRecordId,
  plotId: 'plot' as PlotId,
  performedOn: localDate(on),
  label: {
    id: PRODUCT,
    isConfirmed: true,
    otherCrop: null,
    intervalDays: 14,
    statesNoInterval: false,
    maxApplications: 2,
    statesNoMaximum: false,
    ...of,
  },
  substances: [],
  unlisted: [],
});
const this26 = season('2026/27');

describe('applications in a season', () => {
  it('are counted from September to August', () => {
    const sprays = [spray('2026-08-31'), spray('2026-09-01'), spray('2027-08-31'), spray('2027-09-01')];
    expect(applicationsInSeason(sprays, PRODUCT, this26)).toEqual({
      count: 2,
      maximum: 2,
      isExceeded: false,
    });
  });

  it('exceed the label with the one beyond its maximum', () => {
    const sprays = [spray('2026-10-01'), spray('2026-11-01'), spray('2026-12-01')];
    expect(applicationsInSeason(sprays, PRODUCT, this26)).toEqual({ count: 3, maximum: 2, isExceeded: true });
  });

  it('of another product do not count', () => {
    const other = spray('2026-10-02', { id: 'other' as ProductLabelId });
    expect(applicationsInSeason([spray('2026-10-01'), other], PRODUCT, this26)).toMatchObject({ count: 1 });
  });

  it.each([
    ['states no maximum', { maxApplications: null }],
    ['is not confirmed', { isConfirmed: false }],
    ['is for another crop', { otherCrop: '茶树' }],
  ])('exceed nothing where the label %s', (_, of) => {
    const sprays = ['2026-10-01', '2026-10-02', '2026-10-03'].map((on) => spray(on, of));
    expect(applicationsInSeason(sprays, PRODUCT, this26)).toEqual({
      count: 3,
      maximum: null,
      isExceeded: false,
    });
  });
});
