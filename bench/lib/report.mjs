import { median, ratio } from './measure.mjs';

const TITLES = { lots: 'lots page', batch: 'one batch by code' };
const rounded = (figure) => (figure < 100 ? figure.toFixed(1) : String(Math.round(figure)));

export function report(results, database, size) {
  for (const [what, reached] of Object.entries(results)) {
    console.log(`\n${TITLES[what]}`);
    for (const [name, figures] of Object.entries(reached))
      console.log(
        `  ${name.padEnd(14)} ${rounded(median(figures)).padStart(8)} req/s   ours is ${ratio(reached.ours, figures).toFixed(2)} of it   (${figures.map(rounded).join(', ')})`,
      );
  }
}
