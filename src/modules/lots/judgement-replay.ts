import { Injectable } from '@nestjs/common';
import type { Reading } from '../../infrastructure/database/context.js';
import { sha256Hex } from '../../kernel/canonical-json.js';
import { evaluateAll } from '../standards/domain/evaluate.js';
import type { Facts } from '../standards/domain/facts.js';
import type { Finding } from '../standards/domain/finding.js';
import { asJudged } from '../standards/domain/rule-periods.js';
import { StandardQueries } from '../standards/standard.queries.js';
import { LotJudgement } from './lot-judgement.entity.js';

/** Makes a stored verdict again, from nothing but what was stored with it and the published versions it names. */
@Injectable()
export class JudgementReplay {
  constructor(private readonly standards: StandardQueries) {}

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
