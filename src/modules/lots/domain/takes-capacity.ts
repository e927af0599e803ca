import type { LotState } from './lot-state.js';

/**
 * Whether fruit of a lot in this state counts against the capacity of its registrations: from the gate of declaration
 * on, and for good once it left. An open lot only plans; a cancelled one gave its fruit back.
 *
 * @see docs/adr/0022-registration-capacity.md
 */
export const takesCapacity = (state: LotState): boolean => state !== 'OPEN' && state !== 'CANCELLED';
