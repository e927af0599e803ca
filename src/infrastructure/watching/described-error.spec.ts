import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { describeError } from './described-error.js';

const SECRET = '示范人名-13800000000';

const failedQuery = (): Error =>
  new QueryFailedError(
    'INSERT INTO person (name) VALUES ($1)',
    [SECRET],
    Object.assign(new Error(`duplicate key value: ${SECRET}`), {
      code: '23505',
      constraint: 'person_name_once',
      table: 'person',
      detail: `Key (name)=(${SECRET}) already exists.`,
      where: SECRET,
    }),
  );

describe('an error as it is logged', () => {
  it.each<[string, () => unknown]>([
    ['a failed statement', failedQuery],
    ['a value that is no JSON', () => attempt(() => JSON.parse(SECRET) as unknown)],
    ['a value that is no number', () => attempt(() => BigInt(SECRET))],
    ['a message with lines like frames', () => new Error(`x\n    at ${SECRET} (file.ts:1:1)`)],
    [
      'a name that is none',
      () => Object.assign(new Error(SECRET), { name: SECRET, code: SECRET, column: SECRET }),
    ],
    ['a cause', () => new Error('outer', { cause: new Error(SECRET) })],
    ['something else that was thrown', () => SECRET],
  ])('tells nothing of the values in %s', (_, make) => {
    expect(JSON.stringify(describeError(make(), false))).not.toContain(SECRET);
    expect(JSON.stringify(describeError(make(), true))).toContain(SECRET);
  });

  it('tells what went wrong and where', () => {
    const described = describeError(failedQuery(), false);
    expect(described).toMatchObject({
      type: 'QueryFailedError',
      code: '23505',
      constraint: 'person_name_once',
      table: 'person',
    });
    expect(described.at?.[0]).toContain('described-error.spec');
  });

  it('ends where causes go round in circles', () => {
    const error = new Error('x');
    error.cause = error;
    expect(describeError(error, false).cause?.cause?.cause?.cause).toBeUndefined();
  });
});

function attempt(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
