import { describe, expect, it } from '@jest/globals';
import { isGln } from '../kernel/gs1.js';
import { instant } from '../kernel/instant.js';
import { sumGrams } from '../kernel/mass.js';
import { weighRun, SCALE_TOLERANCE } from '../modules/batches/domain/mass-balance.js';
import { DEMO_SIGN_INS } from './demo-sign-ins.js';
import { cartonsFor, gradingFor, weighed } from './plan/campaign-figures.js';
import { CAMPAIGNS } from './plan/campaigns.js';
import { INSPECTIONS } from './plan/inspections.js';
import { GROWERS, PLOTS } from './plan/land.js';
import { LOTS } from './plan/lots.js';
import { palletsOf } from './plan/masses.js';
import { reportPaper } from './plan/report-paper.js';
import { ACCOUNTS, BASE_ACCOUNT, BASE_OFFICE, ORGANISATIONS } from './plan/people.js';
import { REGISTRATIONS } from './plan/registrations.js';
import { idBlocks } from './runner/id-blocks.js';
import { seasonDeeds } from './season.js';

const TODAY = instant('2026-11-22T00:00:00Z');

describe('the plan of the demo season', () => {
  it('is told in the order of its days, none of them in the future', () => {
    const moments = seasonDeeds().map(({ at }) => at);
    expect(moments).toEqual(moments.toSorted());
    expect(moments.at(-1)! < TODAY).toBe(true);
  });

  it('has a name of its own for each deed, and so a request of its own', () => {
    const names = seasonDeeds().map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('names nobody who could be real', () => {
    const organisations = [BASE_OFFICE, ...ORGANISATIONS];
    for (const { nameZh, nameEn, code } of organisations)
      expect([nameZh, nameEn, code]).toEqual([
        expect.stringMatching(/^示范/),
        expect.stringMatching(/^Demo /),
        expect.stringMatching(/^DEMO-/),
      ]);
    for (const { name } of GROWERS) expect(name).toMatch(/^示范种植户\d\d$/);
    for (const { displayName } of ACCOUNTS) expect(displayName).toMatch(/^示范/);
    for (const { number } of REGISTRATIONS) expect(number).toMatch(/^DEMO-/);
    expect(GROWERS.every((grower) => !('telephone' in grower))).toBe(true);
  });

  it('has GS1 keys under the prefix of demonstrations, with their check digits', () => {
    const glns = [BASE_OFFICE, ...ORGANISATIONS].map(({ gln }) => gln);
    expect(glns.every((gln) => isGln(gln) && gln.startsWith('952'))).toBe(true);
    expect(new Set(glns).size).toBe(glns.length);
    const pallets = palletsOf(250, 1);
    expect(pallets.map(({ cartonCount }) => cartonCount)).toEqual([100, 100, 50]);
    expect(pallets.every(({ sscc }) => sscc.startsWith('0952'))).toBe(true);
  });

  it('has an account for every sign-in that is announced', () => {
    const usernames = [BASE_ACCOUNT, ...ACCOUNTS].map(({ username }) => username);
    expect(usernames).toEqual(expect.arrayContaining(DEMO_SIGN_INS.map(({ username }) => username)));
  });

  it('has forty plots, and orchard registrations of 100 mu or more', () => {
    expect(PLOTS).toHaveLength(40);
    for (const { plots, number } of REGISTRATIONS.filter(({ kind }) => kind === 'ORCHARD')) {
      const mu = plots.reduce((sum, code) => sum + Number(PLOTS.find((plot) => plot.code === code)?.mu), 0);
      expect([number, mu >= 100]).toEqual([number, true]);
    }
  });

  it('grades what was weighed in and packs what was graded, inside the scales’ tolerance', () => {
    for (const campaign of CAMPAIGNS) {
      const inputs = campaign.pickings.map((picking) => weighed(picking));
      const { gradedGrams, cullGrams, discardedGrams, lossGrams } = gradingFor(campaign);
      const outcome = {
        outputs: [gradedGrams, ...(cullGrams === null ? [] : [cullGrams])],
        discarded: discardedGrams,
        loss: lossGrams,
      };
      const net = inputs.map(({ netKg }) => (netKg * 1000) as typeof gradedGrams);
      expect(weighRun(net, outcome, SCALE_TOLERANCE, false).kind).toBe('balanced');
      const drawn = sumGrams(campaign.packed.map((batch) => cartonsFor(campaign, batch).drawnGrams));
      expect(drawn).toBeLessThanOrEqual(gradedGrams);
    }
  });

  it('allocates and inspects only what it packs, each packed batch once', () => {
    const packed = CAMPAIGNS.flatMap((campaign) => campaign.packed.map(({ code }) => code)).toSorted();
    expect(LOTS).toHaveLength(12);
    expect(LOTS.flatMap(({ batches }) => batches).toSorted()).toEqual(packed);
    expect(INSPECTIONS.map(({ batch }) => batch).toSorted()).toEqual(packed);
  });
});

describe('the paper of an invented report', () => {
  const text = reportPaper('DEMO-RC-01').toString('latin1');

  it('says in both languages that it is none, and the same every time', () => {
    expect(text).toContain('EXAMPLE - NOT A LABORATORY REPORT');
    const chinese = Buffer.from('示范文件，不是检测报告', 'utf16le').swap16().toString('hex');
    expect(text).toContain(`<${chinese}>`);
    expect(reportPaper('DEMO-RC-01').toString('latin1')).toBe(text);
    expect(text.replaceAll('\n', '')).toMatch(/^[ -~]+$/);
  });

  it('is a PDF whose table finds each of its objects', () => {
    expect(text).toMatch(/^%PDF-1\.4\n[^]*%%EOF\n$/);
    const table = Number(/startxref\n(\d+)\n/.exec(text)?.[1]);
    expect(text.slice(table, table + 4)).toBe('xref');
    const starts = [...text.matchAll(/(\d{10}) 00000 n /g)].map(([, at]) => Number(at));
    expect(starts).toHaveLength(8);
    for (const [i, at] of starts.entries()) expect(text.slice(at)).toMatch(new RegExp(`^${i + 1} 0 obj\n`));
    const [, length, content] = /Length (\d+) >>\nstream\n([^]*)\nendstream/.exec(text) ?? [];
    expect(content).toHaveLength(Number(length));
  });
});

describe('ids of the demo season', () => {
  it('are the same every time, and ascend over the deeds', () => {
    const take = () => idBlocks('a seed', 3).flatMap((ids) => [ids.next(), ids.next()]);
    expect(take()).toEqual(take());
    expect(take()).toEqual(take().toSorted());
  });

  it('of a deed do not depend on how many the deed before took', () => {
    const [first, second] = idBlocks('a seed', 2);
    first!.next();
    expect(second!.next()).toBe(idBlocks('a seed', 2)[1]!.next());
  });

  it('run out loudly rather than run into the next deed’s', () => {
    const [ids] = idBlocks('a seed', 2);
    expect(() => {
      for (let i = 0; i < 100; i += 1) ids!.next();
    }).toThrow('took more than');
  });
});
