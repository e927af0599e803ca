import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { entities } from '../../src/entities.js';
import { createOwnerDataSource } from '../../src/infrastructure/database/data-source.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { tablesOf } from './support/catalogue.js';
import { connect } from './support/transaction.js';

/** Tables that no class stands for, and who reads and writes them. */
const WITHOUT_ENTITY: Readonly<Record<string, string>> = {
  client_request: 'the unit of work, by SQL of its own',
  migrations: 'TypeORM',
  product_state: 'the program around the modules: what was loaded already',
};

let database: TestDatabase;
let dataSource: DataSource;
let owner: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await createOwnerDataSource(database.ownerUrl, entities).initialize();
  owner = await connect(database.ownerUrl);
});

afterAll(async () => {
  await owner.end();
  await dataSource.destroy();
  await database.drop();
});

describe('the entities', () => {
  it('describe the migrated schema exactly: nothing would be changed to make it theirs', async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('stand for every table but a few', async () => {
    const tables = await tablesOf(owner);
    const described = dataSource.entityMetadatas.map(({ tableName }) => tableName);
    expect([...described, ...Object.keys(WITHOUT_ENTITY)].toSorted()).toEqual(tables);
  });
});
