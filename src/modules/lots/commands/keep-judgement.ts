import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { Tx } from '../../../infrastructure/database/context.js';
import type { UnityCheck } from '../domain/checks.js';
import { LotCheck, LotJudgement, sha256Of } from '../lot-judgement.entity.js';

/** What the ledger commits to of what was judged, beside the facts. */
export interface JudgementHashes {
  readonly rulePeriodsSha256: string;
  /** By unity. */
  readonly findingsSha256: Readonly<Record<string, string>>;
}

/** Keeps a judgement with its checks and every finding of theirs. */
export async function keepJudgement(
  tx: Tx,
  judgement: LotJudgement,
  checks: readonly UnityCheck[],
): Promise<JudgementHashes> {
  const { id: judgementId, lotId, visibleTo } = judgement;
  const [{ sha256 }] = await inserted<[{ sha256: string }]>(
    tx,
    LotJudgement,
    [judgement],
    `${sha256Of('rule_periods')} AS sha256`,
  );
  const kept = await inserted<{ unity: string; sha256: string }[]>(
    tx,
    LotCheck,
    checks.map((check) => ({ ...check, judgementId, lotId, visibleTo })),
    `unity, ${sha256Of('findings')} AS sha256`,
  );
  return {
    rulePeriodsSha256: sha256,
    findingsSha256: Object.fromEntries(kept.map((each) => [each.unity, each.sha256])),
  };
}

async function inserted<Rows>(
  { manager }: Tx,
  entity: EntityTarget<ObjectLiteral>,
  values: readonly ObjectLiteral[],
  returning: string,
): Promise<Rows> {
  const result = await manager
    .createQueryBuilder()
    .insert()
    .into(entity)
    .values([...values])
    .returning(returning)
    .execute();
  return result.raw as Rows;
}
