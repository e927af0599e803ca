import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Reading, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { SubstanceReadingId } from '../../../kernel/ids.js';
import { legalDay } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseSubstance, type SubstanceKnown } from '../domain/refuse-substance.js';
import { substanceKey } from '../domain/substance-name.js';
import { ReferenceReactions } from '../reference-reactions.js';
import { SubstanceReactions } from '../substance-reactions.js';
import { SubstanceReading } from '../substance-reading.entity.js';
import type { SubstanceRefusal } from '../substance.refusals.js';
import { Substance, SubstanceName } from '../substance.entity.js';

export interface SubstanceDetails {
  readonly code: string;
  /** Null, as the English one, of a substance that is known. */
  readonly nameZh?: string | null | undefined;
  readonly nameEn?: string | null | undefined;
  readonly casNumber?: string | null | undefined;
  readonly otherNames?: readonly string[] | null | undefined;
  readonly document: string;
  readonly clause: string;
  readonly url?: string | null | undefined;
}

type Kept = { readingId: SubstanceReadingId };

/**
 * Substances, and other names of them: entered by the base office from a text, confirmed by a second person who read it too.
 * From then on whatever was called so is recognised, what was recorded before as well.
 */
@Injectable()
export class KeepSubstances {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
    private readonly substances: SubstanceReactions,
    private readonly references: ReferenceReactions,
  ) {}

  enter(ctx: Ctx, told: SubstanceDetails & CommandInput): Outcome<Kept, SubstanceRefusal> {
    return this.uow.command(ctx, 'enterSubstance', told, (tx) => this.enterWithin(tx, told));
  }

  confirm(ctx: Ctx, told: Kept & CommandInput): Outcome<Kept, SubstanceRefusal> {
    return this.uow.command(ctx, 'confirmSubstance', told, (tx) => this.confirmWithin(tx, told));
  }

  async enterWithin(tx: Tx, told: SubstanceDetails): Promise<Result<Kept, SubstanceRefusal[]>> {
    const { nameZh = null, nameEn = null, casNumber = null, document, clause, url = null } = told;
    const code = told.code.toLowerCase();
    const otherNames = namesOnce(told.otherNames ?? []);
    const read = { code, nameZh, nameEn, casNumber, otherNames, document, clause, url };
    const refusals = refuseSubstance(read, await knownOf(tx, read));
    if (refusals.length > 0) return err(refusals);
    const id = tx.ids.next<SubstanceReadingId>();
    const entered = { enteredAt: tx.now, enteredById: actorOf(tx).userId };
    await tx.manager.insert(SubstanceReading, {
      id,
      ...read,
      ...entered,
      confirmedAt: null,
      confirmedById: null,
      withdrawalReason: null,
      withdrawalAskedAt: null,
      withdrawalAskedById: null,
      withdrawnAt: null,
      withdrawnById: null,
    });
    await this.ledger.append(tx, { kind: 'substance.entered', subjects: [id], facts: read });
    return ok({ readingId: id });
  }

  async confirmWithin(tx: Tx, { readingId }: Kept): Promise<Result<Kept, SubstanceRefusal[]>> {
    await lockNames(tx);
    const found = await tx.manager.findOneBy(SubstanceReading, { id: readingId });
    if (!found) return err([notFound(readingId, 'readingId')]);
    const { code } = found;
    const { userId } = actorOf(tx);
    if (found.confirmedAt !== null) return err([{ code: 'SUBSTANCE_CONFIRMED_ALREADY', values: { code } }]);
    if (found.enteredById === userId) return err([{ code: 'SUBSTANCE_TAKES_TWO', values: { code } }]);
    const known = await knownOf(tx, found);
    const refusals = refuseSubstance(found, known);
    if (refusals.length > 0) return err(refusals);
    const confirmed = { confirmedAt: tx.now, confirmedById: userId };
    await tx.manager.update(SubstanceReading, { id: readingId }, confirmed);
    await makeKnown(tx, found, known);
    await this.ledger.append(tx, { kind: 'substance.confirmed', subjects: [readingId], facts: {} });
    await this.substances.notify(tx, code);
    await this.references.notify(tx, null);
    return ok({ readingId });
  }
}

/** One after the other: two confirmations at once must not give one name to two substances. */
export const lockNames = ({ manager }: Tx): Promise<unknown> =>
  manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('names of substances', 0))`);

const namesOnce = (names: readonly string[]): string[] => [
  ...new Map(names.map((name) => [substanceKey(name), name])).values(),
];

type Named = Pick<SubstanceReading, 'code' | 'nameZh' | 'nameEn' | 'otherNames'>;

async function knownOf(
  { manager }: Reading,
  { code, nameZh, nameEn, otherNames }: Named,
): Promise<SubstanceKnown> {
  const told = [code, nameZh, nameEn, ...otherNames].filter((name) => name !== null);
  const names = await manager.query<{ name: string; code: string }[]>(
    `SELECT * FROM (SELECT name, substance_code(name) AS code FROM unnest($1::text[]) AS told (name) OFFSET 0) AS each
     WHERE code IS NOT NULL`,
    [told],
  );
  return {
    exists: await manager.existsBy(Substance, { code }),
    names: new Map(names.map((each) => [substanceKey(each.name), each.code])),
  };
}

/** The substance where it is new, and its other names; what a text ships unconfirmed is confirmed by it. */
async function makeKnown(tx: Tx, read: SubstanceReading, { exists, names }: SubstanceKnown): Promise<void> {
  const { code, nameZh, nameEn, casNumber, otherNames, document, clause, url } = read;
  const provenance = {
    edition: null,
    validFrom: null,
    validTo: null,
    source: { document, clause, url },
    lastChecked: legalDay(tx.now),
    confidence: 'confirmed' as const,
  };
  if (!exists && nameZh !== null && nameEn !== null)
    await tx.manager.insert(Substance, { code, nameZh, nameEn, casNumber, ...provenance });
  else if (casNumber !== null) await tx.manager.update(Substance, { code }, { casNumber });
  const added = otherNames.filter((name) => !names.has(substanceKey(name)));
  for (const name of added)
    await tx.manager.upsert(
      SubstanceName,
      { key: substanceKey(name), name, substance: code, ...provenance },
      ['key'],
    );
}
