import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { mapBy, RequestLoader } from '../../graphql/loaders.js';
import type { Ctx, Reading } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { NamedCodeQueries } from '../standards/named-code.queries.js';
import { Brand } from './brand.entity.js';

@Injectable()
export class BrandQueries {
  private readonly loader = new RequestLoader<string, Brand>(async (ctx) =>
    mapBy(await this.brands(ctx), ({ code }) => code),
  );

  constructor(
    private readonly uow: UnitOfWork,
    named: NamedCodeQueries,
  ) {
    named.register('INDICATION', (reading, codes) => this.indicationsAmong(reading, codes));
  }

  /** The joint brand and the geographical indications, by code: a handful, so they come whole. */
  brands(ctx: Ctx): Promise<Brand[]> {
    return this.uow.read(ctx, ({ manager }) => manager.find(Brand, { order: { code: 'ASC' } }));
  }

  /** One that a row refers to, so that it must exist. */
  async present(ctx: Ctx, code: string): Promise<Brand> {
    const brand = await this.loader.load(ctx, code);
    if (!brand) throw new Error(`brand ${code} is gone`);
    return brand;
  }

  /** For commands that are given a code, inside their transaction. */
  exists(reading: Reading, code: string): Promise<boolean> {
    return reading.manager.existsBy(Brand, { code });
  }

  private async indicationsAmong({ manager }: Reading, codes: readonly string[]): Promise<string[]> {
    const found = await manager.findBy(Brand, { code: In([...codes]), kind: 'GEOGRAPHICAL_INDICATION' });
    return found.map(({ code }) => code);
  }
}
