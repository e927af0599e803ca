import { describe, expect, it } from '@jest/globals';
import { afterFailure, errorCodeOf, retryDelayMillis, type JobErrorCode } from './job.js';

const driver = (code: string): object => Object.assign(new Error('secret'), { driverError: { code } });

describe('what people are told of an error', () => {
  it.each<[string, unknown, JobErrorCode]>([
    ['a statement that took too long', driver('57014'), 'TIMED_OUT'],
    ['a lock that was waited for too long', driver('55P03'), 'TIMED_OUT'],
    ['a server that shuts down', driver('57P01'), 'DATABASE_AWAY'],
    ['a connection that failed', driver('08006'), 'DATABASE_AWAY'],
    ['too many connections', driver('53300'), 'DATABASE_AWAY'],
    ['a refused connection', Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'DATABASE_AWAY'],
    ['a violated constraint', driver('23505'), 'INTERNAL'],
    ['a bug', new TypeError('undefined is not a function'), 'INTERNAL'],
    ['what is no error', 'a text', 'INTERNAL'],
    ['nothing', null, 'INTERNAL'],
  ])('of %s', (_, error, code) => {
    expect(errorCodeOf(error)).toBe(code);
  });
});

describe('a job whose try failed', () => {
  it.each([
    [1, 10, { state: 'QUEUED', retryInMillis: 2_718 }],
    [9, 10, { state: 'QUEUED', retryInMillis: 8_103_084 }],
    [10, 10, { state: 'FAILED', retryInMillis: null }],
    [11, 10, { state: 'FAILED', retryInMillis: null }],
    [1, 1, { state: 'FAILED', retryInMillis: null }],
  ])('in try %i of %i', (attempt, maxAttempts, then) => {
    expect(afterFailure(attempt, maxAttempts)).toEqual(then);
  });

  it('waits longer each time, and no longer than six hours and a bit', () => {
    const delays = Array.from({ length: 12 }, (_, index) => retryDelayMillis(index + 1));
    expect(delays.toSorted((a, b) => a - b)).toEqual(delays);
    expect(delays.at(-1)).toBe(22_026_466);
  });
});
