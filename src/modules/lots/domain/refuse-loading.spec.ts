import { describe, expect, it } from '@jest/globals';
import type { Transport } from '../../channels/channel.queries.js';
import { refuseLoading } from './refuse-loading.js';

describe('container and seal', () => {
  it.each<[Transport, string, string, string[]]>([
    ['SEA', 'CSQU3054383', 'TEST-0001', []],
    ['SEA', ' CSQU3054383 ', ' TEST-0001 ', []],
    ['RAIL', 'CSQU3054383', 'ABCD', []],
    ['ROAD', 'CSQU3054383', '1234', []],
    ['ROAD', '渝A·12345', '1234', []],
    ['ROAD', 'TEST 123', '1234', []],
    ['AIR', 'TST12345XX', '1234', []],
    ['SEA', 'CSQU3054384', 'TEST-0001', ['NOT_A_CONTAINER']],
    ['SEA', '渝A·12345', 'TEST-0001', ['NOT_A_CONTAINER']],
    ['RAIL', 'x', '.', ['NOT_A_CONTAINER', 'NOT_A_SEAL']],
    ['ROAD', 'x', 'TEST-0001', ['NOT_A_VEHICLE']],
    ['ROAD', 'LORRY', 'TEST-0001', ['NOT_A_VEHICLE']],
    ['ROAD', '....1', 'TEST-0001', ['NOT_A_VEHICLE']],
    ['SEA', 'CSQU3054383', 'abc', ['NOT_A_SEAL']],
    ['SEA', 'CSQU3054383', '----', ['NOT_A_SEAL']],
    ['SEA', 'CSQU3054383', 'A B C D', ['NOT_A_SEAL']],
    ['SEA', 'CSQU3054383', 'A'.repeat(31), ['NOT_A_SEAL']],
  ])('%s, %s, %s: %j', (transport, containerNumber, sealNumber, codes) => {
    expect(refuseLoading(transport, { containerNumber, sealNumber }).map(({ code }) => code)).toEqual(codes);
  });

  it('are not asked for here', () => expect(refuseLoading('SEA', {})).toEqual([]));
});
