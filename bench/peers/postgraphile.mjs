// PostGraphile 5 over the same tables, as its own documentation sets it up: the Amber preset, no plugins of ours, plain
// lists beside connections. No sign-in, no row-level security (its role is a superuser's).
// Usage: DATABASE_URL=... PORT=... node peers/postgraphile.mjs
import { createServer } from 'node:http';
import { grafserv } from 'postgraphile/grafserv/node';
import { makePgService } from 'postgraphile/adaptors/pg';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { postgraphile } from 'postgraphile';

const { DATABASE_URL, PORT } = process.env;

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [
    makePgService({ connectionString: DATABASE_URL, schemas: ['public'], poolConfig: { max: 10 } }),
  ],
  schema: { defaultBehavior: '+list' },
  grafserv: { port: Number(PORT), host: '127.0.0.1', graphiql: false, watch: false },
  grafast: { explain: false },
});

const server = createServer();
server.on('error', (error) => {
  console.error(error);
  process.exitCode = 1;
});
await instance.createServ(grafserv).addTo(server);
server.listen(Number(PORT), '127.0.0.1');
