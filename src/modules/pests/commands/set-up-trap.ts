import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { refusingViolations } from '../../../infrastructure/database/refuse-violation.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import { canonicalJson, sha256Hex } from '../../../kernel/canonical-json.js';
import type { OrganisationId, PestTrapId, PlotId, RegistrationId } from '../../../kernel/ids.js';
import { legalDay, type LocalDate } from '../../../kernel/local-date.js';
import type { Sha256 } from '../../../kernel/sha256.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import type { Lure } from '../domain/lure.js';
import { readPoint, type Point } from '../domain/read-point.js';
import { refusePlace } from '../domain/refuse-pest-record.js';
import { refuseDay, refuseTakingDown } from '../domain/refuse-trap.js';
import { PestReactions, type PestChange } from '../pest-reactions.js';
import { PestTrap, PestTrapPlace } from '../pest-trap.entity.js';
import type { PestRefusal } from '../pest.refusals.js';
import { PestDesk, seenBy, type Place } from './pest-desk.js';

export interface SetUpTrapTold {
  readonly code: string;
  readonly plotId?: PlotId | null | undefined;
  readonly registrationId?: RegistrationId | null | undefined;
  readonly pests: readonly string[];
  readonly lure: Lure;
  readonly setUpOn: LocalDate;
  /** GeoJSON as it came. */
  readonly point?: unknown;
}
type Trapped = { trapId: PestTrapId };

/** Sets up a trap on a plot of the caller's cooperative, or for an orchard registration of its. */
@Injectable()
export class SetUpTrap {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: PestDesk,
    private readonly reactions: PestReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: SetUpTrapTold & CommandInput): Outcome<Trapped, PestRefusal> {
    return this.uow.command(ctx, 'setUpTrap', told, (tx) => this.within(tx, told));
  }

  within(tx: Tx, told: SetUpTrapTold): Promise<Result<Trapped, PestRefusal[]>> {
    const { code } = told;
    const taken: PestRefusal = { code: 'TRAP_CODE_TAKEN', values: { code }, path: ['code'] };
    return refusingViolations({ pest_trap_code_key: taken }, () => this.setUp(tx, told));
  }

  private async setUp(tx: Tx, told: SetUpTrapTold): Promise<Result<Trapped, PestRefusal[]>> {
    const { organisationId, userId } = actorOf(tx);
    const point = told.point ? readPoint(told.point) : null;
    const trap = {
      code: told.code,
      plotId: told.plotId ?? null,
      registrationId: told.registrationId ?? null,
      pests: [...new Set(told.pests)].toSorted(),
      lure: told.lure,
      setUpOn: told.setUpOn,
    };
    const refusals = await this.refuse(tx, trap);
    if (told.point && !point) refusals.push({ code: 'TRAP_POINT_MALFORMED', values: {}, path: ['point'] });
    if (refusals.length > 0) return err(refusals);
    const id = tx.ids.next<PestTrapId>();
    const viewers = seenBy(organisationId, await this.desk.viewersOf(tx, trap));
    await tx.manager.insert(PestTrap, {
      id,
      organisationId,
      ...trap,
      takenDownOn: null,
      recordedAt: tx.now,
      recordedById: userId,
      visibleTo: viewers,
    });
    if (point) await this.place(tx, id, point, viewers);
    await this.ledger.append(tx, {
      kind: 'pest.trap-set-up',
      subjects: [id, ...[trap.plotId, trap.registrationId].filter((each) => each !== null)],
      // The ledger can prove where it hung without holding where somebody's land lies.
      facts: { ...trap, pointSha256: point ? hashOf(point) : null },
    });
    await this.reactions.notify(tx, changeAt(trap));
    return ok({ trapId: id });
  }

  private async refuse(
    tx: Tx,
    trap: Place & { readonly pests: readonly string[]; readonly setUpOn: LocalDate },
  ): Promise<PestRefusal[]> {
    const { plotId, registrationId, pests, setUpOn } = trap;
    const refusals = [
      ...refusePlace(plotId, registrationId),
      ...refuseDay(setUpOn, legalDay(tx.now), 'setUpOn'),
      ...(await this.desk.refusePests(tx, pests, 'pests')),
    ];
    if (plotId !== null) refusals.push(...(await this.desk.refusePlot(tx, plotId)));
    if (registrationId !== null)
      refusals.push(...(await this.desk.refuseRegistration(tx, registrationId, 'ORCHARD')));
    return refusals;
  }

  /** As a plot's boundary: its owner sees it, and inspection bodies that see the trap. */
  private async place(
    tx: Tx,
    trapId: PestTrapId,
    geometry: Point,
    viewers: readonly OrganisationId[],
  ): Promise<void> {
    const { organisationId } = actorOf(tx);
    const inspecting = await tx.manager.query<{ id: OrganisationId }[]>(
      `SELECT o.id FROM organisation o WHERE o.id = ANY ($1) AND o.kind = 'INSPECTION_BODY' ORDER BY o.id`,
      [viewers],
    );
    await tx.manager.insert(PestTrapPlace, {
      trapId,
      organisationId,
      geometry,
      geometrySha256: hashOf(geometry),
      recordedAt: tx.now,
      visibleTo: seenBy(
        organisationId,
        inspecting.map(({ id }) => id),
      ),
    });
  }
}

const hashOf = ({ type, coordinates }: Point): Sha256 =>
  sha256Hex(canonicalJson({ type, coordinates: [...coordinates] })) as Sha256;

export interface TakeDownTrapTold {
  readonly trapId: PestTrapId;
  /** The last day it stood. */
  readonly takenDownOn: LocalDate;
}

/** Says on which day a trap was taken down. */
@Injectable()
export class TakeDownTrap {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reactions: PestReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: TakeDownTrapTold & CommandInput): Outcome<Trapped, PestRefusal> {
    return this.uow.command(ctx, 'takeDownTrap', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, { trapId, takenDownOn }: TakeDownTrapTold): Promise<Result<Trapped, PestRefusal[]>> {
    const trap = await lockTrap(tx, trapId);
    if (!trap) return err([notFound(trapId, 'trapId')]);
    const refusals = refuseTakingDown(trap, takenDownOn, legalDay(tx.now));
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(PestTrap, { id: trapId }, { takenDownOn });
    await this.ledger.append(tx, {
      kind: 'pest.trap-taken-down',
      subjects: [trapId],
      facts: { takenDownOn },
    });
    await this.reactions.notify(tx, changeAt(trap));
    return ok({ trapId });
  }
}

/** A trap of the caller's organisation, locked. */
export const lockTrap = (tx: Tx, id: PestTrapId): Promise<PestTrap | null> =>
  tx.manager.findOne(PestTrap, {
    where: { id, organisationId: actorOf(tx).organisationId },
    lock: { mode: 'pessimistic_write' },
  });

/** The fruit that a trap there speaks for. */
export function changeAt({ plotId, registrationId }: Place): PestChange {
  if (plotId !== null) return { by: 'PLOT', id: plotId };
  if (registrationId !== null) return { by: 'REGISTRATION', id: registrationId };
  throw new Error('a trap hangs somewhere');
}
