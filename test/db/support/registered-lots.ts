import type pg from 'pg';
import { insertionOf, ROWS, type Row } from '../../contract/support/rows.js';

let count = 0;
export const nextId = (): string => `00000000-0000-7000-9000-${String((count += 1)).padStart(12, '0')}`;

/**
 * Lets what keeps the use of registrations fire although rows are written past keys.
 *
 * @returns how many triggers do so
 */
export async function keepingUse(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ name: string; table: string }>(
    `SELECT tgname AS name, tgrelid::regclass::text AS table FROM pg_trigger WHERE tgname LIKE '%keeps_use'`,
  );
  for (const { name, table } of rows)
    await client.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${name}`);
  return rows.length;
}

export interface LotSaid {
  /** The registration printed on its cartons. */
  readonly marked?: string;
  readonly season?: string;
  readonly departed?: boolean;
  readonly cameBack?: boolean;
}

/** Writes registrations, plots under them and lots with their fruit; past keys, so that each is no more than it has to be. */
export class RegisteredLots {
  constructor(private readonly writer: () => pg.Client) {}

  readonly write = (table: string, changes: Row): Promise<unknown> =>
    this.writer().query(...insertionOf(table, { ...ROWS[table], ...changes }));

  readonly registration = async (changes: Row = {}): Promise<string> => {
    const id = nextId();
    await this.write('registration', { id, number: id.slice(-8), valid_from: '2025-01-01', ...changes });
    return id;
  };

  readonly plotUnder = async (...registrations: [string, Row?][]): Promise<string> => {
    const plot = nextId();
    for (const [id, changes] of registrations)
      await this.write('registration_plot', {
        registration_id: id,
        plot_id: plot,
        valid_from: '2025-01-01',
        ...changes,
      });
    return plot;
  };

  /** A lot with so much of one harvest. */
  readonly lot = async (
    plot: string,
    massGrams: number,
    state: string,
    more: LotSaid = {},
  ): Promise<string> => {
    const [id, batch, harvest] = [nextId(), nextId(), nextId()];
    const hasLeft =
      more.departed ?? ['DEPARTED', 'ARRIVED', 'CLOSED', 'RETURNED', 'DIVERTED'].includes(state);
    await this.write('batch', {
      id: harvest,
      code: harvest,
      made_on: '2026-01-20',
      season: more.season ?? '2025/26',
    });
    await this.write('batch', {
      id: batch,
      code: batch,
      kind: 'PACKED',
      plot_id: null,
      run_id: nextId(),
      carton_count: 1,
      remaining_cartons: 1,
      registration_id: more.marked ?? null,
    });
    await this.write('lot', {
      id,
      code: id,
      state,
      departed_on: hasLeft ? '2026-02-01' : null,
      container_number: 'TSTU0000014',
      seal_number: 'TEST',
    });
    await this.write('lot_member_origin', {
      lot_id: id,
      batch_id: batch,
      origin_batch_id: harvest,
      plot_id: plot,
      mass_grams: massGrams,
    });
    if (more.cameBack)
      await this.write('lot_transition', {
        id: nextId(),
        lot_id: id,
        from_state: 'DEPARTED',
        to_state: 'RETURNED',
      });
    return id;
  };
}
