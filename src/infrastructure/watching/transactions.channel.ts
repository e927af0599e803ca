import { channel, tracingChannel } from 'node:diagnostics_channel';
import { noted } from './noted.js';

/** One transaction, from BEGIN to COMMIT or ROLLBACK. */
export interface TransactionEvent {
  readonly mode: string;
  /** What it was given up for, if it was. */
  error?: unknown;
}

/** Told of transactions where somebody listens, and otherwise no more than a comparison. */
export const transactions = tracingChannel<unknown, TransactionEvent>('chengyuan:transaction');

/** Told of a transaction that is begun again, with its SQLSTATE. */
export const retries = channel('chengyuan:transaction-retry');

export function noteRetry(sqlState: string): void {
  const request = noted();
  if (request) request.retries += 1;
  retries.publish(sqlState);
}
