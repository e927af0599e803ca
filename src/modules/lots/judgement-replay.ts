import { Injectable } from '@nestjs/common';
import type { Ctx, Reading } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { sha256Hex } from '../../kernel/canonical-json.js';
import { evaluateAll } from '../standards/domain/evaluate.js';
import type { Facts } from '../standards/domain/facts.js';
import type { Finding } from '../standards/domain/finding.js';
import { asJudged } from '../standards/domain/rule-periods.js';
import { StandardQueries } from '../standards/standard.queries.js';
import { differing, type Differing } from './domain/replay.js';
import { LotCheck, LotJudgement } from './lot-judgement.entity.js';

/** A stored judgement beside what comes out of its facts and versions now. */
export interface Replayed {
  readonly judgement: LotJudgement;
  /** Whether the facts still have the hash they were stored with. */
  readonly areFactsIntact: boolean;
  /** How many findings are stored. */
  readonly findings: number;
  /** What does not come out as stored; null: it cannot be made again. */
  readonly differing: readonly Differing[] | null;
}

/** Makes a stored verdict again, from nothing but what was stored with it and the published versions it names. */
@Injectable()
export class JudgementReplay {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly standards: StandardQueries,
  ) {}

  /** @returns null: no such judgement, or one of a lot whose verdicts the caller may not see */
  compared(ctx: Ctx, id: string): Promise<Replayed | null> {
    return this.uow.read(ctx, async (reading) => {
      const judgement = await reading.manager.findOneBy(LotJudgement, { id });
      if (!judgement) return null;
      const checks = await reading.manager.findBy(LotCheck, { judgementId: id });
      const stored = checks.flatMap(({ findings }) => findings);
      const areFactsIntact = sha256Hex(judgement.facts) === judgement.factsSha256;
      const made = areFactsIntact ? await this.again(reading, id) : null;
      return {
        judgement,
        areFactsIntact,
        findings: stored.length,
        differing: made && differing(stored, made),
      };
    });
  }

  /**
   * @returns the findings, in the order in which they were made; null: no such judgement, or one from before the days of
   *   its rules were kept
   * @throws Error if the facts are not those that were hashed
   */
  async again(reading: Reading, judgementId: string): Promise<Finding[] | null> {
    const judgement = await reading.manager.findOneBy(LotJudgement, { id: judgementId });
    if (!judgement?.rulePeriods) return null;
    if (sha256Hex(judgement.facts) !== judgement.factsSha256)
      throw new Error(`the facts of judgement ${judgementId} were changed`);
    const versions = await this.standards.versionsOf(reading, judgement.versionCodes);
    const facts = JSON.parse(judgement.facts) as Facts;
    return evaluateAll(asJudged(versions, judgement.rulePeriods), facts, {
      stage: judgement.stage,
      date: judgement.judgedFor,
    });
  }
}
