import { GraphQLError, type ASTNode, type ValidationRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Refusal } from './before-running.js';

/**
 * Refuses text that PostgreSQL cannot keep (a zero byte) or that no file could hold (half of a surrogate pair), wherever
 * it stands. Fields of inputs say so themselves; this is for arguments, cursors and whatever comes later.
 */
export const refuseUnsoundLiterals = (): Plugin => ({
  onValidate: ({ addValidationRule }) => addValidationRule(soundLiterals),
});

/** The same of what stands in variables. */
export const unsoundVariables: Refusal = ({ variableValues }) => {
  const path = unsoundIn(variableValues ?? {});
  return path && unsound(path);
};

const soundLiterals: ValidationRule = (context) => ({
  StringValue(node) {
    if (!isSound(node.value)) context.reportError(unsound([], node));
  },
});

const isSound = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/**
 * Where in the variables such a text is, or null. Walks without recursion: a body may hold a hundred thousand brackets.
 */
export function unsoundIn(variables: object): string[] | null {
  const open: { value: unknown; path: Path | null }[] = [{ value: variables, path: null }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next;
    if (typeof value === 'string' && !isSound(value)) return namesOf(path);
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      const here = { name, above: path };
      if (!isSound(name)) return namesOf(here);
      if (typeof inner === 'string' || typeof inner === 'object') open.push({ value: inner, path: here });
    }
  }
  return null;
}

interface Path {
  readonly name: string;
  readonly above: Path | null;
}

function namesOf(path: Path | null): string[] {
  const names: string[] = [];
  for (let at = path; at; at = at.above) names.unshift(at.name);
  return names;
}

function unsound(path: string[], node?: ASTNode): GraphQLError {
  const [variable, ...rest] = path;
  const at =
    variable === undefined ? '' : ['$' + variable, ...rest].join('.').toWellFormed().replaceAll('\0', '?');
  const messages = {
    zh: `${at && `${at}：`}文字中有无法保存的字符（零字节或半个字符）`,
    en: `${at && `${at}: `}the text holds what cannot be kept: a zero byte or half a character`,
  };
  return new GraphQLError(messages.en, {
    nodes: node ?? null,
    extensions: { code: 'BAD_USER_INPUT', messages },
  });
}
