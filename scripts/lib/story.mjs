import { randomBytes, randomUUID } from 'node:crypto';

/**
 * One operation of the README's story, as a reader would paste it.
 *
 * @typedef {object} Step
 * @property {string} name       the operation's name
 * @property {string} document   the GraphQL document, as written
 * @property {string | null} as  who sends it: a demo account, or null for nobody
 * @property {string[]} reasons  the codes of the refusal that is told of; empty if it is told to succeed
 * @property {unknown} variables with references to earlier answers still in them
 */

/**
 * The story told by a markdown text: its fenced `graphql` blocks, each with the `json` block of variables that follows
 * it before the next one. The words after `graphql` are for programs: `as=exporter` says who sends it, and
 * `refused=CODE,CODE` that it is refused, and why. Blocks marked `example` are not run.
 *
 * @param {string} markdown
 * @returns {Step[]}
 * @throws {Error} on a block without a name, or a name used twice
 */
export function storyOf(markdown) {
  const steps = [];
  for (const { language, words, text } of fencedBlocks(markdown)) {
    if (language === 'graphql' && !words.has('example')) steps.push(stepOf(words, text));
    if (language === 'json' && steps.length > 0) steps.at(-1).variables ??= JSON.parse(text);
  }
  const names = steps.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`the story has two operations called ${twice}`);
  return steps;
}

function stepOf(words, document) {
  const name = /^\s*(?:query|mutation)\s+(\w+)/m.exec(document)?.[1];
  if (!name) throw new Error(`an operation of the story has no name:\n${document}`);
  const reasons = words.get('refused')?.split(',') ?? [];
  return { name, document, as: words.get('as') ?? null, reasons, variables: undefined };
}

function* fencedBlocks(markdown) {
  const fence = /^```(\w+)([^\n]*)\n(.*?)^```$/gms;
  for (const [, language, info, text] of markdown.matchAll(fence)) {
    const words = new Map(
      info
        .trim()
        .split(/\s+/)
        .filter(Boolean)
        .map((word) => word.split('=', 2)),
    );
    yield { language, words, text };
  }
}

/**
 * Puts values in the place of references, as a reader does: `"→ uuid"` is a new request id, `"→ number"` a number that
 * was not used before, `"→ today"` the legal day, which is China's; anything else, such as
 * `"→ OpenLot.openLot.lot.id"`, is what that operation answered at that path.
 *
 * @param {unknown} variables
 * @param {Record<string, unknown>} answers `data` by operation name
 * @param {string} today '2026-11-22'
 */
export function resolveReferences(variables, answers, today) {
  if (Array.isArray(variables)) return variables.map((value) => resolveReferences(value, answers, today));
  if (typeof variables === 'object' && variables !== null)
    return Object.fromEntries(
      Object.entries(variables).map(([key, value]) => [key, resolveReferences(value, answers, today)]),
    );
  if (typeof variables !== 'string' || !variables.startsWith('→ ')) return variables;
  const reference = variables.slice(2);
  const made = { uuid: randomUUID, number: newNumber, today: () => today };
  return Object.hasOwn(made, reference) ? made[reference]() : valueAt(answers, reference);
}

const newNumber = () => `STORY-${randomBytes(5).toString('hex').toUpperCase()}`;

/** The legal day at a moment: Asia/Shanghai's. @param {Date} moment */
export const legalDay = (moment) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(moment);

function valueAt(answers, path) {
  const value = path.split('.').reduce((at, key) => at?.[key], answers);
  if (value === undefined || value === null) throw new Error(`no earlier answer has anything at ${path}`);
  return value;
}

/**
 * Runs the story against a server.
 *
 * @param {Step[]} steps
 * @param {(step: { document: string, variables: unknown, as: string | null }) => Promise<any>} send
 *   answers with the body of the response
 * @param {(name: string, problem: string | null) => void} report called after each step
 * @param {string} [today] by the server's clock
 * @returns {Promise<Record<string, any>>} what was answered, `data` by operation name
 */
export async function tell(steps, send, report, today = legalDay(new Date())) {
  const answers = {};
  for (const step of steps) {
    try {
      const variables = resolveReferences(step.variables ?? {}, answers, today);
      const body = await send({ document: step.document, variables, as: step.as });
      answers[step.name] = body.data ?? {};
      report(step.name, problemIn(step, body));
    } catch (error) {
      report(step.name, String(error));
    }
  }
  return answers;
}

/** The codes that were answered are those that were told, however often each; and nothing that was asked for is missing. */
function problemIn({ reasons }, { data, errors }) {
  if (errors || !data) return JSON.stringify(errors ?? data);
  const missing = Object.keys(data).filter((field) => data[field] === null);
  if (missing.length > 0) return `nothing was answered for ${missing.join(', ')}`;
  const refused = Object.values(data).flatMap((answer) => answer.reasons ?? []);
  const found = new Set(refused.map(({ code }) => code));
  const isAsTold = found.size === reasons.length && reasons.every((code) => found.has(code));
  if (isAsTold) return null;
  const messages = refused.map(({ code, message }) => `${code}: ${message}`);
  return `refused with [${messages.join('; ')}], told was [${reasons.join(', ')}]`;
}
