// npm run migration:new -- create-recalls
import { readFileSync, writeFileSync } from 'node:fs';
import { giveUp, inProject } from './lib/project.mjs';

const [name = ''] = process.argv.slice(2);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
  giveUp(
    '请给出小写短横线形式的名称，如：npm run migration:new -- create-recalls',
    'Give a name in lower case with dashes, such as: npm run migration:new -- create-recalls',
  );
}

// TypeORM reads a migration's place in the order from the 13 digits at the end of its class name.
const timestamp = Date.now();
const className = `${name.replace(/(^|-)([a-z0-9])/g, (_, __, letter) => letter.toUpperCase())}${timestamp}`;
const file = `${timestamp}-${name}`;

writeFileSync(
  inProject('migrations', `${file}.ts`),
  `import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What this changes, and why. */
export class ${className} implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(\`\`);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}
`,
);

const index = inProject('migrations', 'index.ts');
const listed = readFileSync(index, 'utf8')
  .replace(/(import [^\n]*\n)(?!import)/, `$1import { ${className} } from './${file}.js';\n`)
  .replace(/\n\];\s*$/, `\n  ${className},\n];\n`);
writeFileSync(index, listed);
console.log(`migrations/${file}.ts`);
