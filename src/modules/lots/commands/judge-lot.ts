import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import { canonicalJson, sha256Hex } from '../../../kernel/canonical-json.js';
import type { LotId, LotReleaseId } from '../../../kernel/ids.js';
import { legalDay } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { evaluateAll } from '../../standards/domain/evaluate.js';
import type { Finding } from '../../standards/domain/finding.js';
import { rulePeriods } from '../../standards/domain/rule-periods.js';
import { isReached, type Stage } from '../../standards/domain/rule.js';
import { fourChecks } from '../domain/checks.js';
import { isBeforeDeparture, nextGate } from '../domain/lot-state.js';
import { LotFacts } from '../lot-facts.js';
import { Lot } from '../lot.entity.js';
import type { LotRefusal } from '../lot.refusals.js';
import { keepJudgement } from './keep-judgement.js';
import { LotDesk } from './lot-desk.js';
import { LotReleases } from './lot-releases.js';

export interface JudgeLotTold {
  readonly lotId: LotId;
  /** Absent: the next gate on the lot's way. */
  readonly stage?: Stage | null | undefined;
}

export interface Judged {
  readonly judgementId: string;
  readonly findings: readonly Finding[];
  /** Releases in force after it, by the key of their finding. */
  readonly released: ReadonlyMap<string, LotReleaseId>;
}

/** Never before the next gate: an earlier stage has fewer rules, and its checks would look better than the lot is. */
const laterStage = (wanted: Stage | null | undefined, gate: Stage): Stage =>
  wanted && isReached(gate, wanted) ? wanted : gate;

/** Makes the four checks of a lot, and keeps the facts and versions they were made by. */
@Injectable()
export class JudgeLot {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: LotDesk,
    private readonly facts: LotFacts,
    private readonly releases: LotReleases,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: JudgeLotTold & CommandInput): Outcome<{ lotId: LotId }, LotRefusal | NotFound> {
    return this.uow.command(ctx, 'judgeLot', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { lotId, stage }: JudgeLotTold,
  ): Promise<Result<{ lotId: LotId }, (LotRefusal | NotFound)[]>> {
    const lot = await this.desk.lock(tx, lotId);
    if (!lot) return err([notFound(lotId, 'lotId')]);
    if (!isBeforeDeparture(lot.state))
      return err([{ code: 'LOT_DEPARTED', values: { lot: lot.code, state: lot.state }, path: ['lotId'] }]);
    await this.judge(tx, lot, laterStage(stage, nextGate(lot.state)), lot.marketCode);
    return ok({ lotId });
  }

  /**
   * Judges a locked lot by what is recorded now; an old verdict is never trusted.
   *
   * @param market the destination judged for; the home market for fruit that is to stay at home
   */
  async judge(tx: Tx, lot: Lot, stage: Stage, market: string): Promise<Judged> {
    // A verdict must not depend on who asks: a packhouse's registration entered after the allocation counts, although
    // no grant has shown it to the exporter yet. The exporter is entitled to all that lies upstream of its lot.
    // What has left keeps the editions it left under; only a lot that is diverted is judged anew, as fruit for elsewhere.
    const { facts, versions } = await this.uow.elevated(tx, 'system', (wider) =>
      lot.state === 'DEPARTED' && stage === 'ARRIVE'
        ? this.facts.gatherArriving(wider, lot)
        : this.facts.gather(wider, lot, market),
    );
    const judgedFor = legalDay(tx.now);
    const findings = evaluateAll(versions, facts, { stage, date: judgedFor });
    const judgementId = tx.ids.next();
    const text = canonicalJson(facts);
    const versionCodes = [...new Set(findings.map(({ versionId }) => versionId))].sort();
    const checks = fourChecks(findings);
    const factsSha256 = sha256Hex(text);
    const hashes = await keepJudgement(
      tx,
      {
        id: judgementId,
        lotId: lot.id,
        stage,
        judgedFor,
        judgedAt: tx.now,
        versionCodes,
        facts: text,
        factsSha256,
        rulePeriods: rulePeriods(versions, versionCodes),
        visibleTo: lot.visibleTo,
      },
      checks,
    );
    await tx.manager.update(Lot, { id: lot.id }, { judgementId, changedAt: tx.now });
    await this.ledger.append(tx, {
      kind: 'lot.judged',
      subjects: [lot.id, judgementId],
      facts: {
        stage,
        judgedFor,
        market,
        versionCodes,
        factsSha256,
        verdicts: Object.fromEntries(checks.map(({ unity, verdict }) => [unity, verdict])),
        ...hashes,
      },
    });
    // A lot that is judged for another market has left, and its releases are history.
    const released = isBeforeDeparture(lot.state) ? await this.releases.settle(tx, lot, findings) : new Map();
    return { judgementId, findings, released };
  }
}
