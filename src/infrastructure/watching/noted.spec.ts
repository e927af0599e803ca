import { describe, expect, it } from '@jest/globals';
import { codeOf, noted, noteRefusal, notes, outcomeOf, type Noted, type Outcome } from './noted.js';

const request = (): Noted => ({
  requestId: 'r',
  method: 'POST',
  route: '/graphql',
  startedAt: 0,
  type: null,
  fields: [],
  refusals: [],
  errors: [],
  actor: null,
  retries: 0,
  isEnded: false,
});

describe('the outcome of a request', () => {
  it.each<[Outcome, Partial<Noted>, number, boolean]>([
    ['ok', {}, 200, true],
    ['refused', { refusals: ['HELD'] }, 200, true],
    ['error', { errors: ['FORBIDDEN'] }, 200, true],
    ['error', { errors: ['FORBIDDEN'], refusals: ['HELD'] }, 200, true],
    ['error', {}, 404, true],
    ['failed', { errors: ['INTERNAL'] }, 200, true],
    ['failed', { errors: ['FORBIDDEN', 'TIMED_OUT'] }, 200, true],
    ['failed', {}, 503, true],
    ['gone', { errors: ['GIVEN_UP'] }, 200, false],
    ['gone', {}, 200, false],
    ['ok', { type: 'subscription' }, 200, false],
  ])('is %s of %j with %i, answered: %s', (outcome, more, status, isAnswered) => {
    expect(outcomeOf({ ...request(), ...more }, { status, isAnswered })).toBe(outcome);
  });
});

describe('what is noted', () => {
  it('belongs to the request that is being answered, until it has ended', () => {
    const [one, other] = [request(), request()];
    notes.run(one, () => noteRefusal('HELD'));
    noteRefusal('NOBODYS');
    notes.run(other, () => {
      other.isEnded = true;
      noteRefusal('LATE');
      expect(noted()).toBeUndefined();
    });
    expect([one.refusals, other.refusals]).toEqual([['HELD'], []]);
  });

  it.each<[unknown, string]>([
    ['NOT_FOUND', 'NOT_FOUND'],
    ['示范人名', 'OTHER'],
    ['X'.repeat(61), 'OTHER'],
    [undefined, 'OTHER'],
    [13_800_000_000, 'OTHER'],
  ])('has codes for codes only: %j is %j', (code, label) => expect(codeOf(code)).toBe(label));
});
