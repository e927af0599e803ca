import { describe, expect, it } from '@jest/globals';
import { codeLetterOf, readAql, singlePlan } from './iso2859.js';
import {
  AQLS,
  CODE_LETTER_ROWS,
  CODE_LETTERS,
  INSPECTION_LEVELS,
  MASTER_TABLES,
  SEVERITIES,
  type Aql,
  type CodeLetter,
  type Severity,
} from './iso2859-tables.js';
import { operatingCharacteristic } from './operating-characteristic.js';
import type { AcceptanceNumbers } from './sampling-plan.js';

const everyRow = SEVERITIES.flatMap((severity) => CODE_LETTERS.map((letter) => ({ severity, letter })));
const everyCell = SEVERITIES.flatMap((severity) =>
  CODE_LETTERS.flatMap((letter) => AQLS.map((aql) => ({ severity, letter, aql }))),
);
const rowOf = (severity: Severity, letter: CodeLetter) => {
  const row = MASTER_TABLES[severity].find((each) => each.letter === letter);
  if (!row) throw new Error(`no row ${letter}`);
  return row;
};
const planOf = (severity: Severity, letter: CodeLetter, aql: Aql) => {
  const plan = singlePlan(letter, aql, severity);
  return plan.ok ? plan.value : null;
};

describe('the code letters', () => {
  // Column by column, where the table in the code goes row by row: a slip in one is not repeated in the other.
  it.each([
    ['S_1', 'AAAABBBBCCCCDDD'],
    ['S_2', 'AAABBBCCCDDDEEE'],
    ['S_3', 'AABBCCDDEEFFGGH'],
    ['S_4', 'AABCCDEEFGGHJJK'],
    ['I', 'AABCCDEFGHJKLMN'],
    ['II', 'ABCDEFGHJKLMNPQ'],
    ['III', 'BCDEFGHJKLMNPQR'],
  ] as const)('of level %s are those of its column, at both ends of every range', (level, column) => {
    const ends = [8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10_000, 35_000, 150_000, 500_000];
    const starts = [2, ...ends.map((end) => end + 1)];
    for (const [index, letter] of column.split('').entries()) {
      expect([starts[index], codeLetterOf(starts[index] ?? 0, level)]).toEqual([
        starts[index],
        { ok: true, value: letter },
      ]);
      expect(codeLetterOf(ends[index] ?? 90_000_000, level)).toEqual({ ok: true, value: letter });
    }
    expect(CODE_LETTER_ROWS).toHaveLength(column.length);
  });

  it('grow from each level to the next', () => {
    for (const { letters } of CODE_LETTER_ROWS) {
      const order = INSPECTION_LEVELS.map((level) => CODE_LETTERS.indexOf(letters[level]));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }
  });

  it.each([0, 1])('are refused to a batch of %d', (batchSize) => {
    expect(codeLetterOf(batchSize, 'II')).toEqual({
      ok: false,
      error: { code: 'SAMPLING_BATCH_TOO_SMALL', values: { batchSize, least: 2 }, path: ['batchSize'] },
    });
  });

  it.each([-1, 2.5, Number.NaN])('are not looked up for %d units, which cannot be', (batchSize) => {
    expect(() => codeLetterOf(batchSize, 'II')).toThrow(RangeError);
  });
});

describe('an AQL', () => {
  it.each(AQLS)('%s is read', (aql) => expect(readAql(aql)).toEqual({ ok: true, value: aql }));
  it.each([
    ['2.50', '2.5'],
    ['4.0', '4'],
    ['1.00', '1'],
    ['0.010', '0.01'],
    ['10.0', '10'],
  ])('%s is read as %s', (text, aql) => expect(readAql(text)).toEqual({ ok: true, value: aql }));
  it.each(['3', '2.4', '25', '100', '0', '0.0', '', '-1', '1e0', ' 1', '2.5%', '.65', '1.', '01'])(
    '"%s" is refused, not rounded',
    (aql) =>
      expect(readAql(aql)).toEqual({
        ok: false,
        error: { code: 'SAMPLING_AQL_UNKNOWN', values: { aql }, path: ['aql'] },
      }),
  );
});

/**
 * The tables as the rule that made them: all cells with the same sum of row and column are alike. Told independently of
 * the text of the tables, from the diagonal of 0/1 on: arrows, then the acceptance numbers in their order.
 */
const DIAGONALS: Readonly<Record<Severity, { zero: number; arrows: string; accept: readonly number[] }>> = {
  NORMAL: { zero: 14, arrows: '↑↓', accept: [1, 2, 3, 5, 7, 10, 14, 21] },
  TIGHTENED: { zero: 15, arrows: '↓↓', accept: [1, 2, 3, 5, 8, 12, 18] },
};
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'NORMAL A 10': '↓', // nothing stands above A
  'NORMAL R 0.015': '↑', // nothing stands below R
  'TIGHTENED R 0.015': '↑',
};

function cellByDiagonal(severity: Severity, letter: CodeLetter, aql: Aql): string {
  const exception = EXCEPTIONS[`${severity} ${letter} ${aql}`];
  if (exception) return exception;
  const { zero, arrows, accept } = DIAGONALS[severity];
  const past = CODE_LETTERS.indexOf(letter) + AQLS.indexOf(aql) - zero;
  if (past < 0) return '↓';
  if (past === 0) return '0/1';
  const arrow = arrows[past - 1];
  if (arrow) return arrow;
  const ac = accept[past - 1 - arrows.length];
  return ac === undefined ? '↑' : `${ac}/${ac + 1}`;
}

describe('the master tables', () => {
  it.each(everyRow)('have in row $letter of $severity what the diagonals make it', ({ severity, letter }) => {
    const printed = AQLS.map((aql) => {
      const cell = rowOf(severity, letter).cells[aql];
      if (cell.kind === 'PLAN') return `${cell.accept}/${cell.reject}`;
      return cell.direction === 'UP' ? '↑' : '↓';
    });
    expect(printed).toEqual(AQLS.map((aql) => cellByDiagonal(severity, letter, aql)));
  });

  it('have one sample size a letter, each some 1.6 times the one before', () => {
    for (const severity of SEVERITIES) {
      expect(MASTER_TABLES[severity].map(({ letter }) => letter)).toEqual(CODE_LETTERS);
      expect(MASTER_TABLES[severity].map(({ sampleSize }) => sampleSize)).toEqual([
        2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000,
      ]);
    }
  });

  it('say of every cell outside AQL 0.65 to 15, and of the rows nobody read, that it was not read', () => {
    const wasRead = ({ severity, letter, aql }: (typeof everyCell)[number]) =>
      AQLS.indexOf(aql) >= AQLS.indexOf('0.65') &&
      (severity === 'NORMAL'
        ? letter !== 'R' && !(letter === 'A' && aql === '10')
        : letter >= 'B' && letter <= 'L');
    const read = everyCell.filter(({ severity, letter, aql }) => rowOf(severity, letter).cells[aql].read);
    expect(read).toEqual(everyCell.filter(wasRead));
    expect(read).toHaveLength(119 + 80);
  });
});

describe('the plan of a cell', () => {
  it.each(everyRow)('in row $letter of $severity is its own or the first one its arrow meets', (row) => {
    const { severity, letter } = row;
    const at = CODE_LETTERS.indexOf(letter);
    const [above, below] = [CODE_LETTERS.slice(0, at).toReversed(), CODE_LETTERS.slice(at + 1)];
    for (const aql of AQLS) {
      const cell = rowOf(severity, letter).cells[aql];
      const ahead = cell.kind === 'PLAN' ? [letter] : cell.direction === 'UP' ? above : below;
      const target = ahead.find((other) => rowOf(severity, other).cells[aql].kind === 'PLAN');
      if (target === undefined) {
        const values = { codeLetter: letter, aql };
        const error = { code: 'SAMPLING_PLAN_NOT_ON_RECORD', values, path: ['aql'] };
        expect(singlePlan(letter, aql, severity)).toEqual({ ok: false, error });
        continue;
      }
      const { sampleSize, cells } = rowOf(severity, target);
      const { accept, reject } = cells[aql] as AcceptanceNumbers;
      expect(planOf(severity, letter, aql)).toMatchObject({ letter: target, sampleSize, accept, reject });
    }
  });

  it('is missing in one column only: tightened Q and R at 0.025, whose arrows leave the table', () => {
    const missing = everyCell.filter(({ severity, letter, aql }) => planOf(severity, letter, aql) === null);
    expect(missing).toEqual([
      { severity: 'TIGHTENED', letter: 'Q', aql: '0.025' },
      { severity: 'TIGHTENED', letter: 'R', aql: '0.025' },
    ]);
  });

  // Cells that public copies of the tables get wrong, by dropping the arrows or keeping the sample size before them.
  it.each<[Severity, CodeLetter, Aql, string, number, number]>([
    ['NORMAL', 'J', '1', 'J', 80, 2],
    ['NORMAL', 'J', '2.5', 'J', 80, 5],
    ['NORMAL', 'D', '2.5', 'C', 5, 0],
    ['NORMAL', 'D', '4', 'E', 13, 1],
    ['NORMAL', 'E', '2.5', 'F', 20, 1],
    ['NORMAL', 'F', '1', 'E', 13, 0],
    ['NORMAL', 'F', '1.5', 'G', 32, 1],
    ['NORMAL', 'A', '1', 'E', 13, 0],
    ['NORMAL', 'A', '15', 'B', 3, 1],
    ['NORMAL', 'K', '15', 'J', 80, 21],
    ['NORMAL', 'Q', '15', 'J', 80, 21],
    ['TIGHTENED', 'H', '1', 'J', 80, 1],
    ['TIGHTENED', 'F', '1.5', 'H', 50, 1],
    ['TIGHTENED', 'G', '2.5', 'G', 32, 1],
    ['TIGHTENED', 'L', '10', 'K', 125, 18],
  ])('%s %s at %s is plan %s: %d, %d', (severity, letter, aql, planLetter, sampleSize, accept) => {
    expect(planOf(severity, letter, aql)).toEqual({
      letter: planLetter,
      sampleSize,
      accept,
      reject: accept + 1,
      read: true,
    });
  });

  it('rests on every cell on the way: an arrow nobody read makes the plan unread', () => {
    expect(planOf('NORMAL', 'A', '10')).toMatchObject({ letter: 'C', read: false });
    expect(planOf('NORMAL', 'R', '15')).toMatchObject({ letter: 'J', read: false });
    expect(planOf('TIGHTENED', 'A', '0.65')).toMatchObject({ letter: 'G', read: false });
  });
});

describe('the operating characteristic of every plan', () => {
  const all = everyCell.flatMap((cell) => {
    const plan = planOf(cell.severity, cell.letter, cell.aql);
    return plan ? [{ ...cell, ...plan }] : [];
  });
  type Plan = (typeof all)[number];
  /** A batch drawn whole but for one unit; one drawn to a tenth, or most of it where so many ways would take too long to count. */
  const batchesOf = ({ sampleSize: n }: Plan) => [n + 1, n <= 125 ? n * 10 : Math.ceil(n * 1.25)];

  const shareOf = (bad: number, left: number): number => (bad <= 0 ? 0 : bad >= left ? 1 : bad / left);

  /**
   * How probably at most so many of the units drawn are nonconforming: by drawing them one after the other, each from what is
   * left, and following how many were bad. No binomial coefficient, and floating point, where the code counts ways in integers.
   */
  function byDrawing({ sampleSize, accept }: Plan, batchSize: number, nonconforming: number): number {
    // at[k]: k bad ones so far; what goes above the acceptance number is rejected and not followed.
    const at = new Float64Array(accept + 1);
    at[0] = 1;
    for (let drawn = 0; drawn < sampleSize; drawn += 1) {
      const left = batchSize - drawn;
      for (let k = accept <= drawn ? accept : drawn + 1; k >= 0; k -= 1) {
        const isGood = at[k]! * (1 - shareOf(nonconforming - k, left));
        at[k] = k > 0 ? isGood + at[k - 1]! * shareOf(nonconforming - k + 1, left) : isGood;
      }
    }
    return at.reduce((sum, p) => sum + p, 0);
  }

  const plans = [...new Map(all.map((each) => [`${each.sampleSize}/${each.accept}`, each])).values()];

  it('is there for each cell that has a plan', () => {
    expect(all).toHaveLength(everyCell.length - 2);
    expect(plans.length).toBeGreaterThan(60);
  });

  it.each(plans.map((plan) => [`${plan.sampleSize}, ${plan.accept}`, plan] as const))(
    'that draws and allows %s is what drawing one after the other makes it, at each point that is shown',
    (_, plan) => {
      for (const batchSize of batchesOf(plan)) {
        const curve = operatingCharacteristic({ ...plan, batchSize });
        expect(curve.length).toBeGreaterThan(0);
        for (const { nonconforming, share, accepted } of curve) {
          expect(Math.abs(share - (nonconforming / batchSize) * 1e6)).toBeLessThanOrEqual(0.5001);
          expect(Math.abs(accepted - byDrawing(plan, batchSize, nonconforming) * 1e6)).toBeLessThan(0.51);
        }
      }
    },
  );

  /** Of a batch of a million, at a share of nonconforming units in one of the points that are shown. */
  const acceptedAt = (plan: Plan, share: number): number => {
    const point = operatingCharacteristic({ ...plan, batchSize: 1_000_000 }).find(
      (each) => each.nonconforming === Math.round(share * 10_000),
    );
    if (!point) throw new Error(`no point at ${share} %`);
    return point.accepted;
  };
  /** The AQLs among the points, from 0.65 %. */
  const SHOWN = AQLS.filter((aql) => Number(aql) >= 0.65);

  it('of normal inspection accepts a batch at its AQL at least 87 times in a hundred', () => {
    const accepted = all
      .filter(({ severity, aql }) => severity === 'NORMAL' && SHOWN.includes(aql))
      .map((plan) => acceptedAt(plan, Number(plan.aql)));
    expect(accepted).toHaveLength(SHOWN.length * CODE_LETTERS.length);
    // The least is that of 0/1 out of 2 at 6.5 %: 0.935 squared, in a batch of a million.
    expect(Math.min(...accepted)).toBe(874_225);
  });

  it('of tightened inspection is nowhere above that of normal inspection', () => {
    let compared = 0;
    for (const tightened of all.filter(({ severity, read }) => severity === 'TIGHTENED' && read)) {
      const normal = all.find(
        ({ severity, letter, aql, read }) =>
          severity === 'NORMAL' && read && letter === tightened.letter && aql === tightened.aql,
      );
      if (!normal) continue;
      compared += 1;
      const of = (plan: Plan) => operatingCharacteristic({ ...plan, batchSize: 1_000_000 });
      const laxer = of(normal);
      for (const [at, { accepted }] of of(tightened).entries())
        expect(accepted).toBeLessThanOrEqual(laxer[at]!.accepted);
    }
    expect(compared).toBeGreaterThan(50);
  });
});
