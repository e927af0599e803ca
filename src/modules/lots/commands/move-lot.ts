import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { LotId, LotReleaseId, RegistrationId } from '../../../kernel/ids.js';
import { legalDay } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { ChannelQueries } from '../../channels/channel.queries.js';
import { Ledger } from '../../ledger/ledger.js';
import { HOME_MARKET } from '../../standards/domain/home-market.js';
import { releasesReliedOn } from '../domain/checks.js';
import type { Declaration } from '../domain/declaration.js';
import { isBeforeDeparture, moveBetween, nextStates, type LotState, type Move } from '../domain/lot-state.js';
import { takesCapacity } from '../domain/takes-capacity.js';
import { refuseMove, type MoveTold, type MovingLot } from '../domain/refuse-move.js';
import { LotDocument, LotTransition } from '../lot-history.entity.js';
import { LotContribution } from '../lot-member.entity.js';
import { Lot } from '../lot.entity.js';
import type { LotRefusal } from '../lot.refusals.js';
import { CapacityGate } from './capacity-gate.js';
import { DeclarationReader } from './declaration-reader.js';
import { JudgeLot, type Judged } from './judge-lot.js';
import { LotDesk } from './lot-desk.js';
import { LotMembers } from './lot-members.js';
import { LotReleases } from './lot-releases.js';
import { RecordLotDocument } from './record-lot-document.js';

export interface MoveLotTold extends Partial<MoveTold> {
  readonly lotId: LotId;
  readonly to: LotState;
}

type MoveSaid = MoveLotTold & MoveTold;
type Refusal = LotRefusal | NotFound;

/** What a move was made by: a judgement, and the releases without which it would have been refused. */
interface MadeBy {
  readonly judgementId: string | null;
  readonly releaseIds: LotReleaseId[];
}
const NOT_JUDGED: Pick<Judged, 'findings' | 'released'> = { findings: [], released: new Map() };

/**
 * Moves a lot to another state. What is said of the move is written first, then the lot is judged afresh by what is
 * recorded now, then it is decided: a refusal rolls all of it back.
 */
@Injectable()
export class MoveLot {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: LotDesk,
    private readonly members: LotMembers,
    private readonly judging: JudgeLot,
    private readonly capacity: CapacityGate,
    private readonly documents: RecordLotDocument,
    private readonly declarations: DeclarationReader,
    private readonly releases: LotReleases,
    private readonly channels: ChannelQueries,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: MoveLotTold & CommandInput): Outcome<{ lotId: LotId }, Refusal> {
    return this.uow.command(ctx, 'moveLot', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: MoveLotTold): Promise<Result<{ lotId: LotId }, Refusal[]>> {
    const { lotId, to } = told;
    const givesBack = to === 'CANCELLED';
    if (givesBack && (await this.desk.find(tx, lotId))) await this.desk.lockMembers(tx, lotId);
    const lot = await this.desk.lock(tx, lotId);
    if (!lot) return err([notFound(lotId, 'lotId')]);
    const move = moveBetween(lot.state, to);
    if (!move) return err([notPossible(lot, to)]);
    if (!(await isMarket(tx, told.marketCode)))
      return err([
        { code: 'UNKNOWN_MARKET', values: { market: told.marketCode ?? '' }, path: ['marketCode'] },
      ]);
    const said = { ...told, occurredAt: told.occurredAt ?? tx.now };
    const registrations = await this.registrationsOf(tx, lot, to);
    const decided = await this.decide(tx, lot, move, said);
    if (!decided.ok) return decided;
    await this.record(tx, lot, move, said, decided.value);
    if (!isBeforeDeparture(to)) await this.releases.close(tx, lot, to);
    await this.capacity.moved(tx, move.from, to, registrations);
    if (givesBack) await this.members.giveBack(tx, lot, await this.members.of(tx, lotId));
    return ok({ lotId });
  }

  /** What the lot takes of or gives back to; once it has left, that stays taken. */
  private registrationsOf(tx: Tx, lot: Lot, to: LotState): Promise<RegistrationId[]> {
    const isHere = isBeforeDeparture(lot.state) && (takesCapacity(lot.state) || takesCapacity(to));
    return isHere ? this.capacity.lock(tx, lot.id) : Promise.resolve([]);
  }

  /** @returns the judgement the move is made by, null where it is not judged, and the releases it relies on */
  private async decide(tx: Tx, lot: Lot, move: Move, told: MoveSaid): Promise<Result<MadeBy, Refusal[]>> {
    if (move.to === 'DEPARTED') lot.departedOn = legalDay(told.occurredAt);
    const used = [
      ...(await this.enterCertificate(tx, lot, move, told)),
      ...(move.to === 'DECLARED' ? await this.declarations.refuseUsed(tx, lot, told.declarationNumber) : []),
    ];
    const market = destination(lot, move.to, told);
    const judged = move.judgedAt ? await this.judging.judge(tx, lot, move.judgedAt, market) : null;
    const { code, state, cartonCount, openHoldCount } = lot;
    const channel = await this.channels.byId(tx, lot.channelId);
    if (!channel) throw new Error(`the channel of lot ${code} is gone`);
    const { transport } = channel;
    const moving = { code, state, transport, cartonCount, openHoldCount, ...(await history(tx, lot)) };
    const { findings, released } = judged ?? NOT_JUDGED;
    const refusals = [...used, ...refuseMove(moving, move, told, tx.now, findings, new Set(released.keys()))];
    if (refusals.length > 0) return err(refusals);
    const releaseIds = releasesReliedOn(findings, move.gatedBy, released);
    return ok({ judgementId: judged?.judgementId ?? null, releaseIds });
  }

  /** Before the lot is judged, so that it is judged by it. @returns why it cannot be this lot's */
  private async enterCertificate(tx: Tx, lot: Lot, { needs }: Move, told: MoveSaid): Promise<LotRefusal[]> {
    if (!told.certificate || !needs.includes('certificate')) return [];
    const certificate = { kind: 'PHYTOSANITARY_CERTIFICATE', ...told.certificate } as const;
    const refusals = await this.documents.refuseUsed(tx, lot, certificate, ['certificate']);
    if (refusals.length === 0) await this.documents.add(tx, lot, certificate);
    return refusals;
  }

  private async record(
    tx: Tx,
    lot: Lot,
    { from, to }: Move,
    told: MoveSaid,
    { judgementId, releaseIds }: MadeBy,
  ): Promise<void> {
    const declaration =
      to === 'DECLARED' ? await this.declarations.declare(tx, lot, told.declarationNumber ?? '') : null;
    const facts = { ...saidOf(told), ...(declaration ? { declaration } : {}), ...diversion(lot, to, told) };
    const marketCode = destination(lot, to, told);
    await tx.manager.update(
      Lot,
      { id: lot.id },
      { state: to, marketCode, changedAt: tx.now, ...movedWith(to, told) },
    );
    await tx.manager.update(LotContribution, { lotId: lot.id }, { state: to, marketCode, changedAt: tx.now });
    const transitionId = tx.ids.next();
    const { occurredAt } = told;
    await tx.manager.insert(LotTransition, {
      id: transitionId,
      lotId: lot.id,
      fromState: from,
      toState: to,
      judgementId,
      occurredAt,
      recordedAt: tx.now,
      recordedById: actorOf(tx).userId,
      facts,
      releaseIds,
      visibleTo: lot.visibleTo,
    });
    await this.ledger.append(tx, {
      kind: 'lot.moved',
      subjects: [lot.id, transitionId],
      occurredAt,
      facts: { from, to, judgementId, ...(releaseIds.length > 0 ? { releaseIds } : {}), ...facts },
    });
  }
}

/** What the lot was declared as, since when it is in its state, and under which certificates it travels. */
async function history(
  { manager }: Tx,
  lot: Lot,
): Promise<Pick<MovingLot, 'declaration' | 'since' | 'certificates'>> {
  const transitions = await manager.find(LotTransition, { where: { lotId: lot.id }, order: { id: 'DESC' } });
  const certificates = await manager.find(LotDocument, {
    where: { lotId: lot.id, kind: 'PHYTOSANITARY_CERTIFICATE' },
  });
  const declared: { declaration?: Declaration } | undefined = transitions.find(
    ({ toState }) => toState === 'DECLARED',
  )?.facts;
  return {
    declaration: declared?.declaration ?? null,
    since: transitions[0]?.occurredAt ?? lot.createdAt,
    certificates,
  };
}

/** What a move changes of the lot besides its state. */
function movedWith(
  to: LotState,
  told: MoveSaid,
): Partial<Pick<Lot, 'departedOn' | 'containerNumber' | 'sealNumber'>> {
  if (to === 'DEPARTED') return { departedOn: legalDay(told.occurredAt) };
  if (to !== 'LOADED') return {};
  return {
    containerNumber: told.containerNumber?.trim() ?? null,
    sealNumber: told.sealNumber?.trim() ?? null,
  };
}

const diversion = (lot: Lot, to: LotState, told: MoveSaid): object =>
  to === 'DIVERTED' ? { fromMarket: lot.marketCode, toMarket: destination(lot, to, told) } : {};

/** The market the fruit is judged for and belongs to after the move; a lot that is diverted to none is sold at home. */
const destination = (lot: Lot, to: LotState, { marketCode }: MoveSaid): string =>
  to === 'DIVERTED' ? (marketCode ?? HOME_MARKET) : lot.marketCode;

const notPossible = (lot: Lot, to: LotState): LotRefusal => ({
  code: 'MOVE_NOT_POSSIBLE',
  values: { lot: lot.code, from: lot.state, to, possible: nextStates(lot.state).join(', ') },
  path: ['to'],
});

async function isMarket(tx: Tx, code: string | null | undefined): Promise<boolean> {
  if (!code) return true;
  const found = await tx.manager.query<unknown[]>(`SELECT code FROM market WHERE code = $1`, [code]);
  return found.length > 0;
}

/** What was said, without what was left out. */
const saidOf = (told: MoveSaid): object => {
  const { reason, declarationNumber, customsFinding, certificate, containerNumber, sealNumber } = told;
  const given = { reason, declarationNumber, customsFinding, certificate, containerNumber, sealNumber };
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== null && value !== undefined),
  );
};
