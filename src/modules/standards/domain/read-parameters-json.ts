import { err, ok, type Result } from '../../../kernel/result.js';
import { isObject } from '../rules/read-parameters.js';

/** More than any kind of rule nests its figures; what goes deeper was made to exhaust whoever walks it. */
const MOST_DEPTH = 20;

/** Characters of a name that a sentence shows. */
const MOST_SHOWN = 60;

/** Why a text is no object of parameters. */
export type ParametersJsonProblem =
  | { readonly kind: 'NO_OBJECT' }
  | { readonly kind: 'CANNOT_BE_KEPT' }
  | { readonly kind: 'KEY_TWICE'; readonly key: string };

/**
 * Reads the parameters of a rule as somebody wrote them. JSON itself allows more than can be kept, or meant: of a name
 * that stands twice the last would silently win, and half a character or a number beyond all bounds has no canonical text
 * (kernel/canonical-json.ts).
 *
 * @returns the object, or NO_OBJECT where it is no JSON or something else; KEY_TWICE with the name; CANNOT_BE_KEPT for zero
 *   characters, half a character (a lone surrogate), numbers that are infinite here, and more than 20 levels
 */
export function readParametersJson(text: string): Result<object, ParametersJsonProblem> {
  const value = parsed(text);
  if (!isObject(value)) return err({ kind: 'NO_OBJECT' });
  const names = namesIn(text);
  if (names === 'TOO_DEEP' || !canBeKept(value)) return err({ kind: 'CANNOT_BE_KEPT' });
  return names === null ? ok(value) : err({ kind: 'KEY_TWICE', key: names.twice });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Strings, those before a colon being names, and the brackets around them; of text that is JSON nothing else matters. */
const TOKENS = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}[\]]/g;

/** The first name that one object has twice; null: none has. */
function namesIn(json: string): { twice: string } | 'TOO_DEEP' | null {
  const open: Set<string>[] = [];
  for (const [token, quoted, colon] of json.matchAll(TOKENS)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (quoted !== undefined && colon !== undefined) {
      const name = JSON.parse(quoted) as string;
      if (open.at(-1)?.has(name)) return { twice: name.toWellFormed().slice(0, MOST_SHOWN) };
      open.at(-1)?.add(name);
    }
    if (open.length > MOST_DEPTH) return 'TOO_DEEP';
  }
  return null;
}

function canBeKept(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, member]) => canBeKept(name) && canBeKept(member));
}
