import type { IdSource } from '../kernel/ids.js';
import { systemIds } from '../kernel/ids.js';
import { instant, type Instant } from '../kernel/instant.js';

/** The one place where the present moment is read; tests and the demo season bring their own. */
export interface Clock {
  now(): Instant;
}
export const CLOCK = Symbol('Clock');
export const ID_SOURCE = Symbol('IdSource');

/** Asked several times in the same millisecond: spelling a moment takes longer than telling it. */
class SystemClock implements Clock {
  private millis = Number.NaN;
  private text!: Instant;

  now(): Instant {
    const millis = Date.now();
    if (millis !== this.millis) this.text = instant(new Date(millis));
    this.millis = millis;
    return this.text;
  }
}

export const systemClock: Clock = new SystemClock();
export const systemIdSource: IdSource = systemIds(() => Date.now());
