import { fileURLToPath } from 'node:url';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DEMO_PASSWORD } from './demo/demo-sign-ins.js';
import { entities } from './entities.js';
import { exampleQuery } from './graphql/graphiql-example.js';
import { publishReasonCodes } from './graphql/refused.js';
import { AccessGuard } from './infrastructure/auth/access.guard.js';
import { DEMO_SIGN_IN } from './infrastructure/auth/demo-sign-in.js';
import { BLOB_STORAGE, INCOMING } from './infrastructure/blobs/blob-storage.js';
import { incomingOf, storageOf, type BlobSettings } from './infrastructure/blobs/storage-of.js';
import { CLOCK, ID_SOURCE, systemClock, systemIdSource, type Clock } from './infrastructure/clock.js';
import { JOB_SETTINGS, jobSettings, type JobSettings } from './infrastructure/config/job-settings.js';
import { applicationOptions } from './infrastructure/database/data-source.js';
import { DatabaseModule } from './infrastructure/database/database.module.js';
import { FairQueue } from './infrastructure/limits/fair-queue.js';
import { RateLimits, type RequestLimits } from './infrastructure/limits/rate-limits.js';
import { GraphQLErrorsFilter } from './infrastructure/graphql/graphql-errors.filter.js';
import { ContextFactory } from './infrastructure/graphql/context-factory.js';
import type { GraphiqlOptions } from './infrastructure/graphql/graphiql.js';
import { YogaDriver, type YogaOptions } from './infrastructure/graphql/yoga.driver.js';
import { HealthController } from './infrastructure/health/health.controller.js';
import { DatabaseReadiness, READINESS } from './infrastructure/health/readiness.js';
import { Stopping } from './infrastructure/health/stopping.js';
import { METRICS_TOKEN, MetricsController } from './infrastructure/watching/metrics.controller.js';
import { Metrics, type PoolCounts } from './infrastructure/watching/metrics.js';
import type { IdSource } from './kernel/ids.js';
import { modules } from './modules/modules.js';

export interface AppOptions {
  /** The application role's connection; never the owner's. */
  readonly applicationUrl: string;
  readonly introspection: boolean;
  /** Where GraphiQL's files lie, if not where the build writes them. */
  readonly graphiqlDirectory?: string;
  readonly demoSignIns: boolean;
  /** Absolute path of the schema file to write, or true to keep it in memory. */
  readonly schemaFile?: string;
  readonly clock?: Clock;
  readonly ids?: IdSource;
  readonly poolSize?: number;
  /** Where attachments are kept; without, nothing can be uploaded: for work that has nothing to do with them. */
  readonly blobs?: BlobSettings;
  /** How often one caller may ask; not given, nothing is counted. */
  readonly limits?: RequestLimits;
  /** How it works on jobs; not given, it only queues them. */
  readonly jobs?: Partial<JobSettings>;
  /** Who shows it may read the metrics; not given, there are none to read. */
  readonly metricsToken?: string | undefined;
}

/** The whole product as one Nest application; `main`, the demo season and the tests start the same one. */
@Module({})
export class AppModule {
  static with(options: AppOptions): DynamicModule {
    return {
      module: AppModule,
      global: true,
      imports: [
        TypeOrmModule.forRoot({
          ...applicationOptions(options.applicationUrl, entities, options.poolSize),
          retryAttempts: 1,
        }),
        DatabaseModule,
        GraphQLModule.forRoot<YogaOptions>({
          driver: YogaDriver,
          path: '/graphql',
          autoSchemaFile: options.schemaFile ?? true,
          sortSchema: true,
          introspection: options.introspection,
          graphiql: options.introspection ? graphiql(options) : null,
          buildSchemaOptions: { noDuplicatedFields: true },
          transformSchema: (schema) => schema,
        }),
        ...modules,
      ],
      controllers:
        options.metricsToken === undefined ? [HealthController] : [HealthController, MetricsController],
      providers: providers(options),
      exports: [
        CLOCK,
        ID_SOURCE,
        JOB_SETTINGS,
        DEMO_SIGN_IN,
        RateLimits,
        FairQueue,
        ContextFactory,
        Metrics,
        BLOB_STORAGE,
        INCOMING,
      ],
    };
  }

  constructor() {
    publishReasonCodes();
  }
}

/** Built code lies in dist/src, and the files of the page beside it. */
const GRAPHIQL_DIRECTORY = fileURLToPath(new URL('../graphiql', import.meta.url));

const graphiql = ({ graphiqlDirectory, demoSignIns }: AppOptions): GraphiqlOptions => ({
  directory: graphiqlDirectory ?? GRAPHIQL_DIRECTORY,
  defaultQuery: exampleQuery(demoSignIns ? { username: 'exporter', password: DEMO_PASSWORD } : null),
});

/** Two, so that one waits for the database while the other has the thread. */
const HEAVY_WORK = { atOnce: 2, waiting: 100 } as const;

const providers = (options: AppOptions): Provider[] => [
  { provide: CLOCK, useValue: options.clock ?? systemClock },
  { provide: ID_SOURCE, useValue: options.ids ?? systemIdSource },
  { provide: JOB_SETTINGS, useValue: jobSettings(options.jobs) },
  { provide: DEMO_SIGN_IN, useValue: options.demoSignIns },
  {
    provide: READINESS,
    useFactory: (dataSource: DataSource) => new DatabaseReadiness(dataSource),
    inject: [DataSource],
  },
  { provide: APP_GUARD, useClass: AccessGuard },
  { provide: APP_FILTER, useClass: GraphQLErrorsFilter },
  {
    provide: RateLimits,
    useFactory: (dataSource: DataSource) => new RateLimits(dataSource, options.limits ?? null),
    inject: [DataSource],
  },
  { provide: FairQueue, useFactory: () => new FairQueue(HEAVY_WORK) },
  ContextFactory,
  Stopping,
  {
    provide: Metrics,
    useFactory: ({ driver }: DataSource) => new Metrics((driver as unknown as { master: PoolCounts }).master),
    inject: [DataSource],
  },
  { provide: METRICS_TOKEN, useValue: options.metricsToken ?? '' },
  { provide: BLOB_STORAGE, useValue: storageOf(options.blobs) },
  { provide: INCOMING, useValue: options.blobs ? incomingOf(options.blobs) : null },
];
