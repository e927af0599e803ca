import { describe, expect, it } from '@jest/globals';
import { parsePostmasterPid } from './postmaster-pid.js';

// As PostgreSQL 18 writes it: pid, directory, start, port, socket directory, address, shared memory, status.
const RUNNING = '4242\n/srv/data/postgres\n1764000000\n5433\n\n127.0.0.1\n  1234567     32768\nready   \n';

describe('parsePostmasterPid', () => {
  it('reads who runs and whether it is ready', () => {
    expect(parsePostmasterPid(RUNNING)).toEqual({ pid: 4242, status: 'ready' });
    expect(parsePostmasterPid(RUNNING.replace('ready   ', 'starting'))).toEqual({
      pid: 4242,
      status: 'starting',
    });
  });

  it('has no status while the file is not finished', () => {
    expect(parsePostmasterPid('4242\n/srv/data/postgres\n')).toEqual({ pid: 4242, status: '' });
  });

  it.each(['', '\n', 'x\n', '-1\n', '0\n', '1.5\n'])('reads nothing from %j', (text) => {
    expect(parsePostmasterPid(text)).toBeUndefined();
  });
});
