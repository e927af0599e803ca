import type { IdSource } from '../kernel/ids.js';
import { systemIds } from '../kernel/ids.js';
import { presentInstant, type Instant } from '../kernel/instant.js';

/** The one place where the present moment is read; tests and the demo season bring their own. */
export interface Clock {
  now(): Instant;
}
export const CLOCK = Symbol('Clock');
export const ID_SOURCE = Symbol('IdSource');

export const systemClock: Clock = { now: presentInstant };
export const systemIdSource: IdSource = systemIds(() => Date.now());
