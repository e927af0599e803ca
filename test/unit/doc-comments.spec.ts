import { globSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import ts from 'typescript';

/** Where decisions and the vocabulary live: what is exported there is read by people who did not write it. */
const PLACES = ['src/kernel/*.ts', 'src/modules/*/domain/*.ts', 'src/modules/standards/rules/*.ts'];

const files = globSync(PLACES).filter((file) => !/\.(spec|cases)\.ts$/.test(file));

const isExported = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

const isFunction = (declaration: ts.VariableDeclaration): boolean =>
  declaration.initializer !== undefined &&
  (ts.isArrowFunction(declaration.initializer) || ts.isFunctionExpression(declaration.initializer));

/** Names of the exported functions of a file that have no doc comment; of overloads the first has it. */
function undocumented(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const documented = new Set<string>();
  const found = source.statements.filter(isExported).flatMap((statement) => {
    const names = namesOf(statement);
    if (ts.getJSDocCommentsAndTags(statement).length > 0) for (const name of names) documented.add(name);
    return names;
  });
  return [...new Set(found)].filter((name) => !documented.has(name)).map((name) => `${file}: ${name}`);
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isFunctionDeclaration(statement)) return [statement.name?.text ?? 'default'];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.filter(isFunction).map(({ name }) => name.getText());
}

it('every exported function of a domain and of the kernel says what it answers', () => {
  expect(files.length).toBeGreaterThan(80);
  expect(files.flatMap(undocumented)).toEqual([]);
});
