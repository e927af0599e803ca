import type { IdSource } from '../../kernel/ids.js';
import type { Clock } from '../clock.js';
import type { Ctx } from './context.js';

/** The context of work nobody asked for over the API: the first account, the demo season, what tests look up. */
export function systemContext(clock: Clock, ids: IdSource): Ctx {
  return {
    actor: null,
    authority: 'system',
    now: clock.now(),
    ids,
    language: 'en',
    device: null,
    traceId: 'system',
  };
}
