import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startSeasonApp, type SeasonApp } from '../support/demo.js';
import { client } from '../support/graphql-client.js';

interface Step {
  readonly name: string;
  readonly document: string;
  readonly as: string | null;
  readonly reasons: readonly string[];
}
/** What the operations answered, by their names. */
// eslint-disable-next-line typescript/no-explicit-any
type Answers = Record<string, any>;
/** scripts/lib/story.mjs, which the smoke test tells the story with too; plain JavaScript, so its types are said here. */
interface StoryModule {
  storyOf(markdown: string): Step[];
  tell(
    steps: readonly Step[],
    send: (step: {
      document: string;
      variables: Record<string, unknown>;
      as: string | null;
    }) => Promise<unknown>,
    report: (name: string, problem: string | null) => void,
    today: string,
  ): Promise<Answers>;
}

const fileOf = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const textOf = (path: string): string => readFileSync(fileOf(path), 'utf8');
const { storyOf, tell } = (await import(fileOf('scripts/lib/story.mjs'))) as StoryModule;

const story = storyOf(textOf('README.md'));
const TODAY = '2026-11-22';

let season: SeasonApp;
beforeAll(async () => {
  season = await startSeasonApp();
});
afterAll(() => season.close());

/** Tells the story from beginning to end; problems of each step by its name. */
async function told(): Promise<{ answers: Answers; problems: Map<string, string | null> }> {
  const problems = new Map<string, string | null>();
  const answers = await tell(
    story,
    async ({ document, variables, as }) => {
      const signedIn = as === null ? client(season.url) : await season.as(as);
      return (await signedIn.raw(document, variables, { language: 'en' })).body;
    },
    (name, problem) => problems.set(name, problem),
    TODAY,
  );
  return { answers, problems };
}

interface Check {
  readonly unity: string;
  readonly verdict: string;
  readonly findings: readonly {
    ruleCode: string;
    verdict: string;
    gating: boolean;
    explanation: string;
    settledBy?: string | null;
  }[];
}
const verdicts = (checks: readonly Check[]): Record<string, string> =>
  Object.fromEntries(checks.map(({ unity, verdict }) => [unity, verdict]));
const gating = (checks: readonly Check[]) =>
  checks.flatMap(({ findings }) => findings).filter((finding) => finding.gating);
const sum = (grams: readonly number[]): number => grams.reduce((total, each) => total + each, 0);

describe('the story of the README, told as it is written', () => {
  let first: Awaited<ReturnType<typeof told>>;
  let answers: Answers;
  beforeAll(async () => {
    season.clock.set(`${TODAY}T02:00:00.000Z`);
    first = await told();
    answers = first.answers;
  });

  it.each(story.map(({ name, reasons }) => [name, reasons.join(', ') || 'done']))(
    '%s: answers as told, %s',
    (name) => {
      expect(first.problems.get(name)).toBeNull();
    },
  );

  it('looks up exactly the plots and registrations that it names', () => {
    const { zizhong, rongchang, zizhongOrchard, rongchangOrchard } = answers['LookUp'];
    for (const found of [zizhong, rongchang, zizhongOrchard, rongchangOrchard])
      expect(found.edges).toHaveLength(1);
  });

  it('shows what waits for the base office, and nothing that the story rests on', () => {
    const { edges, totalCount } = answers['Waiting'].entriesToConfirm;
    const waiting = edges.map(({ node }: Answers) => `${node['kind']} ${node['number']}`);
    expect(waiting).toEqual(
      expect.arrayContaining(['REGISTRATION DEMO-GY-RC02', 'REGISTRATION_PLOTS DEMO-GY-RC02']),
    );
    expect(waiting).toHaveLength(totalCount);
    for (const number of ['DEMO-GY-ZZ01', 'DEMO-GY-RC01', 'DEMO-BZ-RC01'])
      expect(waiting).not.toContain(`REGISTRATION ${number}`);
  });

  it('weighs 5 kg less than was picked, and grades all that was weighed', () => {
    const { carton } = answers['Trace'];
    const byKind = (kind: string) => carton.runs.find((run: { kind: string }) => run.kind === kind);
    expect(byKind('RECEIPT')).toMatchObject({ inputGrams: 2_000_000, differenceGrams: 5_000 });
    expect(byKind('GRADING')).toMatchObject({ inputGrams: 1_995_000, differenceGrams: 0 });
  });

  it('stores nothing of the run that packed more than it drew: all of it is still there to be packed', () => {
    expect(answers['PackTooMuch'].packBatches.reasons[0].message).toContain('100 kg more than the inputs');
    expect(answers['Pack'].zizhong.batches).toMatchObject([{ cartonCount: 150, massGrams: 1_500_000 }]);
  });

  it('has one lot of 280 cartons, 2800 kg, from both counties', () => {
    const { lot } = answers['Allocate'].rongchang;
    expect(lot).toMatchObject({ cartonCount: 280, massGrams: 2_800_000 });
    expect([...lot.countyCodes].sort()).toEqual(['500153', '511025']);
  });

  it('finds the lot lacking before it is inspected, and says what would settle each open finding', () => {
    const { checks } = answers['Judge'].judgeLot.lot;
    expect(verdicts(checks)).toEqual({
      VARIETY: 'PASS',
      BRAND: 'PASS',
      STANDARD: 'INDETERMINATE',
      CHANNEL: 'FAIL',
    });
    const failed = gating(checks).filter(({ verdict }) => verdict === 'FAIL');
    expect(failed.map(({ ruleCode }) => ruleCode).sort()).toEqual([
      'WORK-SUPPLY-CERTIFICATE',
      'XD-PACKING-LIST',
    ]);
    const open = gating(checks).filter(({ verdict }) => verdict === 'INDETERMINATE');
    expect(open.length).toBeGreaterThan(0);
    expect(open.filter(({ settledBy }) => !settledBy)).toEqual([]);
  });

  it('refuses to clear it too early with one reason for each rule that is not met', () => {
    const unmet = gating(answers['Judge'].judgeLot.lot.checks).filter(({ verdict }) =>
      ['FAIL', 'INDETERMINATE'].includes(verdict),
    );
    const rules = new Set(unmet.map(({ ruleCode }) => ruleCode));
    expect(rules).toContain('WORK-INSPECTION');
    expect(answers['ClearTooEarly'].moveLot.reasons).toHaveLength(rules.size);
  });

  it('passes all four checks once it is inspected and the papers are there, though nobody asked for a judgement', () => {
    const { checks, members, state } = answers['FourChecks'].lot;
    expect(state).toBe('OPEN');
    expect(verdicts(checks)).toEqual({ VARIETY: 'PASS', BRAND: 'PASS', STANDARD: 'PASS', CHANNEL: 'PASS' });
    for (const { inspections } of members) expect(inspections).toMatchObject([{ verdict: 'PASS' }]);
    const phytosanitary = checks
      .flatMap((check: Check) => check.findings)
      .find(({ ruleCode }: { ruleCode: string }) => ruleCode === 'XD-PHYTOSANITARY');
    expect(phytosanitary).toMatchObject({ gating: false, verdict: 'INDETERMINATE' });
  });

  it('clears it', () => {
    expect(answers['Clear'].moveLot.lot).toMatchObject({
      state: 'CLEARED',
      nextStates: expect.arrayContaining(['DECLARED']),
    });
  });

  it('traces a carton to its plot and its lot, and the lot to the plots in both counties, to the gram', () => {
    const { carton, lot } = answers['Trace'];
    expect(carton.plots.map((plot: { code: string }) => plot.code)).toEqual(['ZZA-01']);
    expect(carton.lots).toMatchObject([{ code: answers['OpenLot'].openLot.lot.code, state: 'CLEARED' }]);
    const counties = Object.fromEntries(
      lot.plots.map((plot: { code: string; countyName: string }) => [plot.code, plot.countyName]),
    );
    expect(counties).toEqual({ 'ZZA-01': '资中县', 'RCA-01': '荣昌区' });
    expect(sum(lot.plots.map((plot: { massGrams: number }) => plot.massGrams))).toBe(2_800_000);
  });

  it('shows twelve lots of the season, not all of which may go on', () => {
    const lots: { node: { checks: Check[] } }[] = answers['SeasonLots'].lots.edges;
    expect(lots).toHaveLength(12);
    const worst = new Set(lots.flatMap(({ node }) => node.checks.map(({ verdict }) => verdict)));
    expect([...worst]).toEqual(expect.arrayContaining(['PASS', 'FAIL', 'INDETERMINATE']));
  });

  it('can be told again on the same database', async () => {
    const again = await told();
    expect([...again.problems].filter(([, problem]) => problem !== null)).toEqual([]);
    expect(again.answers['OpenLot'].openLot.lot.id).not.toBe(answers['OpenLot'].openLot.lot.id);
  });
});

describe('the README in both languages', () => {
  it('explains each operation of the story in Chinese too', () => {
    const chinese = textOf('README.zh-CN.md');
    expect(story.map(({ name }) => name).filter((name) => !chinese.includes(`\`${name}\``))).toEqual([]);
  });

  it('leads from the Chinese page to headings that are there', () => {
    const anchors = [...textOf('README.md').matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    );
    const links = [...textOf('README.zh-CN.md').matchAll(/README\.md#([\w-]+)/g)].map(([, anchor]) => anchor);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((anchor) => !anchors.includes(anchor!))).toEqual([]);
  });
});
