import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import { refused, type Refused } from '../../graphql/refused.js';
import type { InspectionId } from '../../kernel/ids.js';
import type { AnyRefusal } from '../../kernel/refusal.js';
import type { Result } from '../../kernel/result.js';
import { InspectionPayload } from './inspection.inputs.js';
import { InspectionQueries } from './inspection.queries.js';
import { InspectionType } from './inspection.types.js';

export type InspectionAnswer = Promise<InspectionPayload | Refused>;

/** Answers a command with the inspection as it is then. */
@Injectable()
export class InspectionAnswers {
  constructor(private readonly queries: InspectionQueries) {}

  async to(ctx: Ctx, result: Result<{ inspectionId: InspectionId }, AnyRefusal[]>): InspectionAnswer {
    if (!result.ok) return refused(ctx, result.error);
    const row = await this.queries.find(ctx, { id: result.value.inspectionId });
    if (!row) throw new Error('the inspection just written is not visible to its writer');
    return Object.assign(new InspectionPayload(), { inspection: InspectionType.of(row) });
  }
}
