import { Injectable } from '@nestjs/common';
import type { Reading } from '../../infrastructure/database/context.js';

/**
 * Which of the codes that land is told exist. They are codes of reference facts that everybody reads, asked for here by
 * code alone: markets are kept by a module that stands beside this one.
 */
@Injectable()
export class LandReferences {
  async isVariety(reading: Reading, code: string): Promise<boolean> {
    const rows = await reading.manager.query<unknown[]>(`SELECT FROM variety WHERE code = $1`, [code]);
    return rows.length > 0;
  }

  /** Those of the codes that are markets. */
  async marketsAmong(reading: Reading, codes: readonly string[]): Promise<string[]> {
    if (codes.length === 0) return [];
    const rows = await reading.manager.query<{ code: string }[]>(
      `SELECT code FROM market WHERE code = ANY ($1)`,
      [codes],
    );
    return rows.map(({ code }) => code);
  }
}
