import { describe, expect, it } from '@jest/globals';
import {
  BEFORE_DEPARTURE,
  LOT_STATES,
  MOVES,
  membersChange,
  moveBetween,
  nextGate,
  nextStates,
} from './lot-state.js';

describe('the way of a joint lot', () => {
  it('leads from OPEN to CLOSED, each step judged at the stage it reaches', () => {
    const way = LOT_STATES.slice(0, LOT_STATES.indexOf('CLOSED') + 1);
    const stages = way.slice(1).map((to, i) => moveBetween(way[i]!, to)?.judgedAt);
    expect(stages).toEqual(['DECLARE', 'DECLARE', 'DECLARE', 'DECLARE', 'LOAD', 'DEPART', 'ARRIVE', null]);
  });

  it.each([
    ['OPEN', ['CLEARED', 'CANCELLED']],
    ['CLEARED', ['OPEN', 'DECLARED', 'CANCELLED']],
    ['DECLARED', ['INSPECTED', 'CANCELLED']],
    ['INSPECTED', ['CERTIFIED', 'CANCELLED']],
    ['CERTIFIED', ['LOADED', 'CANCELLED']],
    ['LOADED', ['DEPARTED', 'CANCELLED']],
    ['DEPARTED', ['ARRIVED', 'RETURNED', 'DIVERTED']],
    ['ARRIVED', ['CLOSED', 'RETURNED', 'DIVERTED']],
    ['RETURNED', ['CLOSED', 'DIVERTED']],
    ['DIVERTED', ['CLOSED']],
    ['CLOSED', []],
    ['CANCELLED', []],
  ] as const)('from %s a lot may go to %j and nowhere else', (from, to) => {
    expect(nextStates(from)).toEqual(to);
  });

  it('has no move twice, and none from a state to itself', () => {
    const ways = MOVES.map(({ from, to }) => `${from} ${to}`);
    expect(new Set(ways).size).toBe(ways.length);
    expect(MOVES.filter(({ from, to }) => from === to)).toEqual([]);
  });

  it('gates and stops on a hold every step up to departure', () => {
    const onward = MOVES.filter(({ from, to }) => {
      const place = (state: (typeof LOT_STATES)[number]) => LOT_STATES.indexOf(state);
      return place(to) === place(from) + 1 && place(to) <= place('DEPARTED');
    });
    expect(onward).toHaveLength(6);
    for (const move of onward) {
      expect(move).toMatchObject({ stopsOnHold: true, gatedBy: ['VARIETY', 'BRAND', 'STANDARD', 'CHANNEL'] });
    }
  });

  it('records an arrival and a return whatever the rules or a hold say: they have happened', () => {
    for (const to of ['ARRIVED', 'RETURNED'] as const) {
      expect(moveBetween('DEPARTED', to)).toMatchObject({ gatedBy: [], stopsOnHold: false });
    }
  });

  it('diverts fruit only by the rules for the fruit itself: it leaves its channel', () => {
    expect(moveBetween('ARRIVED', 'DIVERTED')).toMatchObject({
      judgedAt: 'DECLARE',
      gatedBy: ['VARIETY', 'BRAND', 'STANDARD'],
      stopsOnHold: true,
    });
  });

  it('lets members change only while OPEN', () => {
    expect(LOT_STATES.filter(membersChange)).toEqual(['OPEN']);
  });

  it('can be cancelled until it departs, and not after', () => {
    const cancellable = LOT_STATES.filter((from) => moveBetween(from, 'CANCELLED'));
    expect(cancellable).toEqual(BEFORE_DEPARTURE);
  });

  it.each([
    ['OPEN', 'DECLARE'],
    ['INSPECTED', 'DECLARE'],
    ['CERTIFIED', 'LOAD'],
    ['LOADED', 'DEPART'],
    ['DEPARTED', 'ARRIVE'],
  ] as const)('in %s the next gate is %s', (state, stage) => {
    expect(nextGate(state)).toBe(stage);
  });
});
