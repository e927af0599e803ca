import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Reading } from '../../infrastructure/database/context.js';
import { QUALITY_CLASSES } from '../../kernel/quality-class.js';
import { RegionQueries } from '../geography/region.queries.js';
import type { Coded, NamedCode } from './domain/named-codes.js';
import { Substance } from './substance.entity.js';

/** Those of these codes that something has. */
export type Known = (reading: Reading, codes: readonly string[]) => Promise<readonly string[]>;

/**
 * Where the codes that rules name are looked up. Brands and pests stand above the standards, and register theirs.
 */
@Injectable()
export class NamedCodeQueries {
  private readonly known = new Map<Coded, Known>([
    ['CLASS', () => Promise.resolve(QUALITY_CLASSES)],
    [
      'SUBSTANCE',
      async ({ manager }, codes) => codesIn(await manager.findBy(Substance, { code: In([...codes]) })),
    ],
    ['AREA', async (reading, codes) => codesIn((await this.regions.byCodes(reading, codes)).filter(isArea))],
  ]);

  constructor(private readonly regions: RegionQueries) {}

  register(of: Coded, known: Known): void {
    this.known.set(of, known);
  }

  /** Those that nothing has, in their order. */
  async unknown(reading: Reading, named: readonly NamedCode[]): Promise<NamedCode[]> {
    const unknown: NamedCode[] = [];
    for (const of of new Set(named.map((each) => each.of))) {
      const codes = named.flatMap((each) => (each.of === of ? [each.code] : []));
      const known = this.known.get(of);
      if (!known) throw new Error(`nobody looks up codes of ${of}`);
      const found = new Set(await known(reading, codes));
      unknown.push(...codes.filter((code) => !found.has(code)).map((code) => ({ of, code })));
    }
    return unknown;
  }
}

const codesIn = (rows: readonly { readonly code: string }[]): string[] => rows.map(({ code }) => code);

/** Where fruit grew is known by town and county; no town lies in the code of a province or a city. */
const isArea = ({ level }: { readonly level: string }): boolean => level === 'COUNTY' || level === 'TOWN';
