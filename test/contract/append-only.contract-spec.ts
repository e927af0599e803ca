import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { canonicalJson, sha256Hex } from '../../src/kernel/canonical-json.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { CODE, JUDGEMENT, OWNER, ROWS, insertionOf, writeRows } from './support/rows.js';
import {
  CHECK_VIOLATION,
  INSUFFICIENT_PRIVILEGE,
  INTEGRITY_VIOLATION,
  asSomebody,
  attempt,
  connect,
  type Outcome,
} from './support/transaction.js';

/* What was recorded stays as it was, whoever asks the database to change it. */

let database: TestDatabase;
let owner: pg.Client;
let application: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = await connect(database.ownerUrl);
  application = await connect(database.applicationUrl);
  await writeRows(owner);
});

afterAll(async () => {
  await application.end();
  await owner.end();
  await database.drop();
});

/** As the role that owns the tables, which row-level security lets pass. */
const asOwner = (sql: string, params: unknown[] = []): Promise<Outcome> =>
  asSomebody(owner, {}, () => attempt(owner, sql, params));

/** As the application, for the organisation whose entry it is, or for the base office. */
const asApplication = (
  authority: 'member' | 'office',
  sql: string,
  params: unknown[] = [],
): Promise<Outcome> =>
  asSomebody(application, { ...OWNER, authority }, () => attempt(application, sql, params));

const refusedWith = (refused: string, constraint: string | null = null): Outcome => ({ refused, constraint });

describe('the ledger', () => {
  const CHANGES = [`UPDATE ledger_entry SET kind = 'other'`, 'DELETE FROM ledger_entry'];

  it.each(CHANGES)('refuses the owner of the tables: %s', async (sql) => {
    expect(await asOwner(sql)).toEqual(refusedWith(INTEGRITY_VIOLATION));
  });

  it('refuses the owner of the tables to empty it', async () => {
    expect(await asOwner('TRUNCATE ledger_entry')).toEqual(refusedWith(INTEGRITY_VIOLATION));
    expect(await asOwner('TRUNCATE ledger_entry CASCADE')).toEqual(refusedWith(INTEGRITY_VIOLATION));
  });

  it.each(CHANGES)('shows the application no row that it could change: %s', async (sql) => {
    expect(await asApplication('member', sql)).toEqual({ rows: 0 });
    expect(await asApplication('office', sql)).toEqual({ rows: 0 });
  });

  it('refuses the application to empty it', async () => {
    expect(await asApplication('office', 'TRUNCATE ledger_entry')).toEqual(
      refusedWith(INSUFFICIENT_PRIVILEGE),
    );
  });

  const SECOND = '00000000-0000-7000-8000-000000000099';
  const OTHER = '00000000-0000-7000-8000-000000000098';
  const entry = (content: object): Record<string, unknown> => {
    const canonical = canonicalJson(content);
    return {
      ...ROWS['ledger_entry'],
      id: SECOND,
      kind: 'contract.tested',
      canonical,
      sha256: sha256Hex(canonical),
    };
  };
  const GOOD = { id: SECOND, kind: 'contract.tested', facts: { massGrams: 1 } };
  const append = (row: object): Promise<Outcome> =>
    asApplication('member', ...insertionOf('ledger_entry', row as Record<string, unknown>));

  it('takes an entry whose hash is that of its text', async () => {
    expect(await append(entry(GOOD))).toEqual({ rows: 1 });
  });

  it('refuses an entry whose hash is of another text', async () => {
    const forged = { ...entry(GOOD), sha256: sha256Hex('another') };
    expect(await append(forged)).toEqual(refusedWith(CHECK_VIOLATION, 'ledger_entry_hash'));
  });

  it.each([
    ['id', { ...GOOD, id: OTHER }],
    ['kind', { ...GOOD, kind: 'contract.other' }],
  ])('refuses an entry whose text says another %s than its column', async (_, content) => {
    expect(await append(entry(content))).toEqual(
      refusedWith(CHECK_VIOLATION, 'ledger_entry_is_what_it_says'),
    );
  });

  it('notes the transaction that wrote an entry', async () => {
    await asSomebody(owner, {}, async () => {
      await owner.query(...insertionOf('ledger_entry', entry(GOOD)));
      const { rows } = await owner.query(
        `SELECT transaction_id::text = pg_current_xact_id()::text AS same FROM ledger_entry WHERE id = $1`,
        [SECOND],
      );
      expect(rows).toEqual([{ same: true }]);
    });
  });
});

describe('a compliance certificate', () => {
  const AT = '2026-11-23T01:00:00.000Z';
  it('says for ever what it said, and is never deleted, for the owner too', async () => {
    for (const sql of [
      `UPDATE compliance_certificate SET contents = 'other'`,
      `UPDATE compliance_certificate SET mass_grams = 1`,
      'DELETE FROM compliance_certificate',
      `UPDATE certificate_collection SET paper_number = 'other'`,
      'DELETE FROM certificate_collection',
    ])
      expect([sql, await asOwner(sql)]).toEqual([sql, refusedWith(INTEGRITY_VIOLATION)]);
  });

  it('once withdrawn stays withdrawn', async () => {
    const withdraw = `UPDATE compliance_certificate SET withdrawn_at = $1, withdrawn_by_id = $2, withdrawal_reason = 'wrong'`;
    await asSomebody(owner, {}, async () => {
      expect(await attempt(owner, withdraw, [AT, OWNER.userId])).toEqual({ rows: 1 });
      const back = `UPDATE compliance_certificate SET withdrawn_at = NULL, withdrawn_by_id = NULL, withdrawal_reason = NULL`;
      expect(await attempt(owner, back)).toEqual(refusedWith(INTEGRITY_VIOLATION));
    });
  });
});

describe('a judgement of a lot', () => {
  it('keeps its facts, its checks and what followed from it, for the owner too', async () => {
    const changes: [sql: string, params: unknown[]][] = [
      [`UPDATE lot_judgement SET stage = 'LOAD' WHERE id = $1`, [JUDGEMENT]],
      ['DELETE FROM lot_judgement WHERE id = $1', [JUDGEMENT]],
      [`UPDATE lot_check SET verdict = 'PASS' WHERE judgement_id = $1`, [JUDGEMENT]],
      ['DELETE FROM lot_check WHERE judgement_id = $1', [JUDGEMENT]],
      [`UPDATE lot_transition SET to_state = 'CLOSED'`, []],
      ['DELETE FROM lot_transition', []],
      [`UPDATE lot_transition SET release_ids = '{}'`, []],
    ];
    for (const change of changes)
      expect([change[0], await asOwner(...change)]).toEqual([change[0], refusedWith(INTEGRITY_VIOLATION)]);
  });
});

describe('treatments after harvest and reports that cover fruit', () => {
  it('stay as they were told, for the owner too', async () => {
    const refused = [
      `UPDATE post_harvest_treatment SET performed_on = '2099-01-01'`,
      'UPDATE post_harvest_treatment SET is_void = true',
      'DELETE FROM post_harvest_treatment',
      'UPDATE post_harvest_treatment_batch SET run_id = NULL',
      'DELETE FROM post_harvest_treatment_batch',
      `UPDATE residue_coverage SET covers_to = '2099-01-01'`,
      `UPDATE residue_coverage SET sampled_on = '2020-01-01'`,
      'DELETE FROM residue_coverage',
      `UPDATE residue_coverage_plot SET plot_code = 'OTHER'`,
      'DELETE FROM residue_coverage_plot',
      'UPDATE residue_coverage_result SET value_micrograms_per_kg = 1',
      `UPDATE residue_coverage_result SET substance_told = 'OTHER'`,
      'DELETE FROM residue_coverage_result',
      `UPDATE residue_coverage_attachment SET sha256 = repeat('b', 64)`,
      'DELETE FROM residue_coverage_attachment',
      `UPDATE laboratory_result SET substance_told = 'OTHER'`,
      `UPDATE watch_list SET substances_told = '{OTHER}'`,
      `UPDATE laboratory_report_file SET sha256 = repeat('b', 64)`,
      'DELETE FROM laboratory_report_file',
    ];
    for (const sql of refused)
      expect([sql, await asOwner(sql)]).toEqual([sql, refusedWith(INTEGRITY_VIOLATION)]);
  });

  it('are confirmed by a second person, and withdrawn once', async () => {
    const alone = 'UPDATE residue_coverage SET confirmed_at = now(), confirmed_by_id = recorded_by_id';
    expect(await asOwner(alone)).toEqual(refusedWith(CHECK_VIOLATION, 'residue_coverage_two_people'));
    await asSomebody(owner, {}, async () => {
      const withdraw = `UPDATE residue_coverage SET withdrawn_at = now(), withdrawn_by_id = recorded_by_id, withdrawn_because = 'ENTERED_WRONGLY'`;
      await owner.query(withdraw);
      expect(await attempt(owner, withdraw)).toEqual(refusedWith(INTEGRITY_VIOLATION));
    });
  });
});

describe('a release of a finding', () => {
  it('keeps what was said of it, for the owner too, and does not come back once it has ended', async () => {
    const refused = [
      `UPDATE lot_release SET valid_until = '2099-01-01'`,
      `UPDATE lot_release SET rule_code = 'OTHER'`,
      `UPDATE lot_release SET reason_code = 'EXPERT_OPINION'`,
      'DELETE FROM lot_release',
      `UPDATE lot_release_attachment SET sha256 = repeat('b', 64)`,
      'DELETE FROM lot_release_attachment',
    ];
    for (const sql of refused)
      expect([sql, await asOwner(sql)]).toEqual([sql, refusedWith(INTEGRITY_VIOLATION)]);
    await asSomebody(owner, {}, async () => {
      await owner.query(`UPDATE lot_release SET state = 'ENDED', ended_because = 'EXPIRED'`);
      const back = `UPDATE lot_release SET state = 'PROPOSED', ended_because = NULL`;
      expect(await attempt(owner, back)).toEqual(refusedWith(INTEGRITY_VIOLATION));
    });
  });

  it('takes two people', async () => {
    const alone = `UPDATE lot_release SET state = 'AGREED', agreed_at = now(), agreed_by_id = proposed_by_id,
      agreed_judgement_id = judgement_id`;
    expect(await asOwner(alone)).toEqual(refusedWith(CHECK_VIOLATION, 'lot_release_two_people'));
    const nobody = `UPDATE lot_release SET state = 'AGREED'`;
    expect(await asOwner(nobody)).toEqual(refusedWith(CHECK_VIOLATION, 'lot_release_counts_when_agreed'));
  });

  it('is given by the base office alone', async () => {
    const agree = `UPDATE lot_release SET settled_reason = 'mine'`;
    expect(await asApplication('member', agree)).toEqual({ rows: 0 });
    expect(await asApplication('office', agree)).toEqual({ rows: 1 });
  });
});

describe('an attachment', () => {
  it('stays what it is, for the owner too; only who sees it, its name and its end change', async () => {
    const refused = [
      `UPDATE attachment SET sha256 = repeat('b', 64)`,
      `UPDATE attachment SET media_type = 'image/png'`,
      'UPDATE attachment SET byte_count = 2',
      'UPDATE attachment SET uploaded_at = now()',
      'DELETE FROM attachment',
    ];
    for (const sql of refused)
      expect([sql, await asOwner(sql)]).toEqual([sql, refusedWith(INTEGRITY_VIOLATION)]);
    const erase = 'UPDATE attachment SET erased_at = now(), file_name = NULL';
    expect(await asOwner(erase)).toEqual({ rows: 1 });
    expect(await asOwner('UPDATE attachment SET erased_at = now()')).toEqual(
      refusedWith(CHECK_VIOLATION, 'attachment_erased_has_no_name'),
    );
    await asSomebody(owner, {}, async () => {
      await owner.query(erase);
      const back = 'UPDATE attachment SET erased_at = NULL';
      expect(await attempt(owner, back)).toEqual(refusedWith(INTEGRITY_VIOLATION));
    });
  });
});

describe('what registrations declared and whom orchards supply', () => {
  it('stays as it was recorded, for the owner too; only its end and its confirmation are added', async () => {
    const refused = [
      'UPDATE registration_yield SET mass_grams = 2',
      `UPDATE registration_yield SET season = '2026/27'`,
      'DELETE FROM registration_yield',
      'UPDATE supply_relation SET valid_from = valid_from - 1',
      'UPDATE supply_relation SET organisation_id = holder_id',
      'DELETE FROM supply_relation',
    ];
    for (const sql of refused)
      expect([sql, await asOwner(sql)]).toEqual([sql, refusedWith(INTEGRITY_VIOLATION)]);
    expect(await asOwner('UPDATE supply_relation SET ended_on = valid_from')).toEqual({ rows: 1 });
    for (const table of ['registration_yield', 'supply_relation'])
      expect(
        await asOwner(`UPDATE ${table} SET confirmed_at = now(), confirmed_by_id = recorded_by_id`),
      ).toEqual(refusedWith(CHECK_VIOLATION, `${table}_two_people`));
  });
});

describe('what is recorded about pests', () => {
  it('stays as it was recorded, for the owner too; only who sees it, its end and its confirmation change', async () => {
    const refused = [
      `UPDATE trap_count SET counts = '{"x": 1}'`,
      'UPDATE trap_count SET inspected_on = inspected_on - 1',
      'DELETE FROM trap_count',
      `UPDATE area_status SET status = 'FREE_AREA'`,
      'DELETE FROM area_status',
      `UPDATE quarantine_treatment SET readings = '[1]'`,
      'DELETE FROM quarantine_treatment',
      'UPDATE officer_appointment SET valid_from = valid_from - 1',
      'UPDATE pest_trap SET set_up_on = set_up_on - 1',
    ];
    for (const sql of refused)
      expect([sql, await asOwner(sql)]).toEqual([sql, refusedWith(INTEGRITY_VIOLATION)]);
    expect(await asOwner('UPDATE area_status SET ended_on = valid_from')).toEqual({ rows: 1 });
    expect(
      await asOwner('UPDATE area_status SET confirmed_at = now(), confirmed_by_id = recorded_by_id'),
    ).toEqual(refusedWith(CHECK_VIOLATION, 'area_status_two_people'));
  });
});

describe('what is recorded about labels', () => {
  const EXCLUSION_VIOLATION = '23P01';

  it('stays as it was recorded, for the owner too; only its end, its withdrawal and its replacement are added', async () => {
    const refused = [
      `UPDATE label_design SET texts = 'other'`,
      `UPDATE label_design SET marks = '{}'`,
      'DELETE FROM label_design',
      'UPDATE label_range SET last_serial = last_serial + 1',
      'DELETE FROM label_range',
      'UPDATE label_use SET first_serial = first_serial + 1',
      'DELETE FROM label_use',
    ];
    for (const sql of refused)
      expect([sql, await asOwner(sql)]).toEqual([sql, refusedWith(INTEGRITY_VIOLATION)]);
    expect(await asOwner('UPDATE label_range SET withdrawn_on = issued_on')).toEqual({ rows: 1 });
    expect(
      await asOwner('UPDATE label_design SET confirmed_at = now(), confirmed_by_id = recorded_by_id'),
    ).toEqual(refusedWith(CHECK_VIOLATION, 'label_design_two_people'));
  });

  it.each([
    ['label_range', 'label_range_once'],
    ['label_use', 'label_use_once'],
  ])('has no serial number twice in %s', async (table, constraint) => {
    const overlapping = {
      ...ROWS[table],
      id: '00000000-0000-7000-8000-000000000097',
      first_serial: 5,
      last_serial: 20,
    };
    expect(await asOwner(...insertionOf(table, overlapping))).toEqual(
      refusedWith(EXCLUSION_VIOLATION, constraint),
    );
    const behind = { ...overlapping, first_serial: 10, last_serial: 20 };
    expect(await asOwner(...insertionOf(table, behind))).toEqual({ rows: 1 });
  });
});

describe('a published version of a standard', () => {
  const publish = `UPDATE standard_version SET state = 'PUBLISHED', published_at = now() WHERE code = $1`;

  /** Does something to a version just published. */
  const afterPublishing = (sql: string, params: unknown[] = [CODE]): Promise<Outcome> =>
    asSomebody(owner, {}, async () => {
      await owner.query(publish, [CODE]);
      return attempt(owner, sql, params);
    });

  it.each([
    `UPDATE rule SET effect = 'LEGAL' WHERE version_code = $1`,
    'DELETE FROM rule WHERE version_code = $1',
    `INSERT INTO rule SELECT (jsonb_populate_record(r, '{"code": "added"}')).* FROM rule r WHERE version_code = $1`,
    `UPDATE standard_version SET edition = 'other' WHERE code = $1`,
    `UPDATE standard_version SET state = 'DRAFT' WHERE code = $1`,
    'DELETE FROM standard_version WHERE code = $1',
  ])('never changes: %s', async (sql) => {
    expect(await afterPublishing(sql)).toEqual(refusedWith(INTEGRITY_VIOLATION));
  });

  it('may be superseded', async () => {
    expect(
      await afterPublishing(
        `UPDATE standard_version SET state = 'SUPERSEDED', valid_to = now() WHERE code = $1`,
      ),
    ).toEqual({ rows: 1 });
  });

  it('was free to change as a draft', async () => {
    expect(await asOwner(`UPDATE rule SET effect = 'LEGAL' WHERE version_code = $1`, [CODE])).toEqual({
      rows: 1,
    });
  });
});
