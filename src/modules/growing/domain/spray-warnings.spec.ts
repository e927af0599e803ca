import { describe, expect, it } from '@jest/globals';
import type { GrowingRecordId, PlotId, ProductLabelId } from '../../../kernel/ids.js';
import { localDate } from '../../../kernel/local-date.js';
import type { BannedUse } from './banned-use.js';
import type { Spray, SprayLabel } from './spray.js';
import { banWarnings, sprayWarnings, type SprayFindings } from './spray-warnings.js';

const label: SprayLabel = {
  id: 'label' as ProductLabelId,
  isConfirmed: true,
  otherCrop: null,
  intervalDays: 14,
  statesNoInterval: false,
  maxApplications: 2,
  statesNoMaximum: false,
};
const spray: Spray = {
  id: 'spray' as GrowingRecordId,
  plotId: 'plot' as PlotId,
  performedOn: localDate('2026-11-01'),
  label,
  substances: ['abamectin'],
  unlisted: [],
};
const under = (of: Partial<SprayLabel>): Spray => ({ ...spray, label: { ...label, ...of } });
const findings: SprayFindings = {
  spray,
  banned: [],
  applications: null,
  harvestDays: [],
  statedBefore: null,
};
const banned = (isSettled: boolean): BannedUse => ({
  isSettled,
  ban: {
    act: 'MOA-2023-12-25',
    substance: 'omethoate',
    substanceZh: '氧乐果',
    substanceEn: null,
    scope: { zh: '禁止销售和使用', en: 'Sale and use banned' },
    bannedFrom: localDate('2026-06-01'),
    validTo: null,
    confidence: isSettled ? 'official' : 'secondary',
  },
});
const codes = (more: Partial<SprayFindings>): string[] =>
  sprayWarnings({ ...findings, ...more }).map(({ code }) => code);
const days = (...all: string[]) => all.map(localDate);

describe('warnings about a spray', () => {
  it.each([
    ['吡虫啉、阿维菌素', true],
    ['阿维菌素·吡虫啉', true],
    ['imidacloprid + abamectin', true],
    ['imidacloprid, abamectin', true],
    ['某某灵', false],
    ['2,4-dx', false],
  ])('of an ingredient that nobody knows, %s, say one by one where it is several: %s', (name, isSeveral) => {
    const unknown = { ...spray, substances: [name], unlisted: [name] };
    const [warning] = sprayWarnings({ ...findings, spray: unknown });
    expect(warning?.sentence.zh.endsWith('更正本记录。')).toBe(isSeveral);
    expect(warning?.sentence.en.endsWith('one by one.')).toBe(isSeveral);
  });

  it.each<[string, Partial<SprayFindings>, string[]]>([
    ['an ordinary one', {}, []],
    ['a banned substance', { banned: [banned(true)] }, ['BANNED_SUBSTANCE']],
    ['a ban that was not confirmed', { banned: [banned(false)] }, ['BAN_NOT_CONFIRMED']],
    [
      'an ingredient that nobody knows',
      { spray: { ...spray, substances: ['呋喃丹'], unlisted: ['呋喃丹'] } },
      ['SUBSTANCE_NOT_LISTED'],
    ],
    ['no substances', { spray: { ...spray, substances: [] } }, ['SUBSTANCES_NOT_RECORDED']],
    ['a label without a maximum', { spray: under({ maxApplications: null }) }, ['MAXIMUM_UNKNOWN']],
    [
      'a label that states neither, and says so',
      {
        spray: under({
          intervalDays: null,
          statesNoInterval: true,
          maxApplications: null,
          statesNoMaximum: true,
        }),
        harvestDays: days('2026-11-01'),
      },
      [],
    ],
    ['no label', { spray: { ...spray, label: null } }, ['INTERVAL_UNKNOWN']],
    [
      'fruit picked on the last day of the interval',
      { harvestDays: days('2026-11-14') },
      ['HARVESTED_WITHIN_INTERVAL'],
    ],
    ['fruit picked when the interval was over', { harvestDays: days('2026-11-15') }, []],
    [
      'fruit picked on the day of the spray',
      { harvestDays: days('2026-11-01') },
      ['HARVESTED_WITHIN_INTERVAL'],
    ],
    ['as often as allowed', { applications: { count: 2, maximum: 2, isExceeded: false } }, []],
    [
      'once too often',
      { applications: { count: 3, maximum: 2, isExceeded: true } },
      ['TOO_MANY_APPLICATIONS'],
    ],
  ])('name what to look at: %s', (_, more, expected) => {
    expect(codes(more)).toEqual(expected);
  });

  it('name what is not in the list, in both languages, and whatever it was called before that was erased', () => {
    const unlisted = ['呋喃丹', '***'];
    const [warning] = sprayWarnings({ ...findings, spray: { ...spray, substances: unlisted, unlisted } });
    expect(warning?.sentence.zh).toMatch(/^农药成分目录中没有 呋喃丹、名称已删除的成分，/);
    expect(warning?.sentence.en).toMatch(/^呋喃丹, an ingredient whose name was erased: not in the list/);
  });

  it('say that what was stated before no longer holds, with its days', () => {
    const statedBefore = { from: localDate('2025-11-02'), to: localDate('2026-11-01') };
    const [warning] = sprayWarnings({ ...findings, statedBefore });
    expect(warning?.code).toBe('STATEMENT_NO_LONGER_HOLDS');
    expect(warning?.sentence.zh).toMatch(/^该地块 2025-11-02 至 2026-11-01 的用药记录已声明完整/);
    expect(warning?.sentence.en).toMatch(/^It was stated that all sprays from 2025-11-02 to 2026-11-01/);
  });

  it('put the gravest first and leave nothing out', () => {
    const all = codes({
      spray: { ...spray, substances: [] },
      banned: [banned(false), banned(true)],
      harvestDays: days('2026-11-20', '2026-11-05'),
      applications: { count: 3, maximum: 2, isExceeded: true },
    });
    expect(all).toEqual([
      'BANNED_SUBSTANCE',
      'HARVESTED_WITHIN_INTERVAL',
      'TOO_MANY_APPLICATIONS',
      'SUBSTANCES_NOT_RECORDED',
      'BAN_NOT_CONFIRMED',
    ]);
  });

  it('say what happened and what follows, in both languages', () => {
    const [warning] = sprayWarnings({ ...findings, harvestDays: days('2026-11-20', '2026-11-05') });
    expect(warning?.sentence).toEqual({
      zh: '该地块 2026-11-05 已采收，而本次施药后须 2026-11-15 起方可采收；这批果实将暂停放行。',
      en: 'Fruit was picked on 2026-11-05, but after this spray harvest starts on 2026-11-15; that fruit is held.',
    });
  });

  it('name the crop of a label for another one', () => {
    const tea = { ...label, otherCrop: '茶树' };
    const [warning] = sprayWarnings({ ...findings, spray: { ...spray, label: tea } });
    expect(warning?.code).toBe('LABEL_FOR_ANOTHER_CROP');
    expect(warning?.sentence.zh).toContain('用于“茶树”');
    expect(warning?.sentence.en).toContain('for "茶树", not for citrus');
  });

  it.each(['NO_LABEL', 'LABEL_NOT_CONFIRMED', 'LABEL_WITHOUT_INTERVAL'])(
    'say why an interval is not known: %s',
    (why) => {
      const of = {
        NO_LABEL: null,
        LABEL_NOT_CONFIRMED: { ...label, isConfirmed: false },
        LABEL_WITHOUT_INTERVAL: { ...label, intervalDays: null },
      }[why];
      const [warning] = sprayWarnings({ ...findings, spray: { ...spray, label: of ?? null } });
      expect(warning?.sentence.en).toContain(
        {
          NO_LABEL: 'No product label',
          LABEL_NOT_CONFIRMED: 'not confirmed',
          LABEL_WITHOUT_INTERVAL: 'was not entered',
        }[why],
      );
    },
  );
});

describe('bans that sprays of a plot ran into', () => {
  const bans = [banned(false).ban, banned(true).ban];
  const of = (on: string, substances: string[]): Spray => ({
    ...spray,
    performedOn: localDate(on),
    substances,
  });

  it.each([
    ['nothing was sprayed', [], []],
    ['none of it is banned', [of('2026-11-01', ['abamectin'])], []],
    ['it was used before the ban', [of('2026-05-31', ['omethoate'])], []],
    ['it was used on the first day of the ban', [of('2026-06-01', ['omethoate'])], ['BANNED_SUBSTANCE']],
    [
      'it was used twice: said once',
      [of('2026-07-01', ['omethoate']), of('2026-08-01', ['omethoate', 'abamectin'])],
      ['BANNED_SUBSTANCE'],
    ],
  ])('where %s', (_, sprays, expected) => {
    expect(banWarnings(sprays, [bans[1]!]).map(({ code }) => code)).toEqual(expected);
  });

  it('come with what stops the fruit first, then what was not confirmed', () => {
    const other = { ...bans[0]!, act: 'NOT-READ' };
    const all = banWarnings([of('2026-07-01', ['omethoate'])], [other, bans[1]!]);
    expect(all.map(({ code }) => code)).toEqual(['BANNED_SUBSTANCE', 'BAN_NOT_CONFIRMED']);
  });
});
