import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { TRACE_GRAPH, TRACE_START } from './trace.sql.js';
import type { Trace, TraceStart } from './trace.types.js';

interface Start extends TraceStart {
  batch_ids: string[];
}

/** Reads a trace: two statements, however long the way was. */
@Injectable()
export class TraceReader {
  constructor(private readonly uow: UnitOfWork) {}

  /** @returns null where the caller can see nothing of that id or code */
  read(ctx: Ctx, by: { id: string | null; code: string | null }): Promise<Trace | null> {
    return this.uow.read(ctx, async ({ manager }) => {
      const [start] = await manager.query<Start[]>(TRACE_START, [by.id, by.code]);
      if (!start) return null;
      const { kind, id, code, batch_ids: batchIds } = start;
      const [graph] = await manager.query<Omit<Trace, 'start'>[]>(TRACE_GRAPH, [
        batchIds,
        kind === 'LOT' ? id : null,
      ]);
      return graph ? { start: { kind, id, code }, ...graph } : null;
    });
  }
}
