import { ValidationPipe, type ArgumentMetadata, type Type, type ValidationError } from '@nestjs/common';
import { GraphQLError } from 'graphql';
import type { Bilingual } from '../kernel/refusal.js';

/** What is said of a constraint of class-validator that was given no sentence of its own. */
const EXPECTED: Record<string, Bilingual> = {
  isUuid: { zh: '应为 UUID', en: 'must be a UUID' },
  isNotEmpty: { zh: '不能为空', en: 'must not be empty' },
  isEmail: { zh: '应为电子邮箱地址', en: 'must be an e-mail address' },
  isIn: { zh: '不在允许的取值之内', en: 'must be one of the allowed values' },
  isBoolean: { zh: '应为 true 或 false', en: 'must be true or false' },
  isEnum: { zh: '不在允许的取值之内', en: 'must be one of the allowed values' },
  isString: { zh: '应为文字', en: 'must be text' },
  isArray: { zh: '应为列表', en: 'must be a list' },
  isInt: { zh: '应为整数', en: 'must be a whole number' },
  nestedValidation: { zh: '应为对象或对象列表', en: 'must be an object or a list of objects' },
  isObject: { zh: '应为对象', en: 'must be an object' },
};

/** For what the contract tests let nothing come to: a constraint with neither sentence. */
const UNSAID: Bilingual = { zh: '不符合要求', en: 'is not what is asked for' };

/**
 * What a constraint that does not hold asks for: its own sentence, written as "中文 | English", else the one for all of
 * its name; null if there is none of both.
 *
 * @param name as class-validator knows it: `isUuid`
 * @param text its message: its own, or class-validator's in English
 */
export function expectedBy(name: string, text: string): Bilingual | null {
  const [zh, en] = text.split(' | ');
  return zh && en ? { zh, en } : (EXPECTED[name] ?? null);
}

/** class-validator on an input, each problem named by field. Unknown fields never get here: the schema refuses them. */
export class InputPipe extends ValidationPipe {
  /** @param declared the class to check by, of an argument that may be null; left out: that of the parameter */
  constructor(readonly declared?: () => Type) {
    super({
      transform: true,
      forbidUnknownValues: true,
      validationError: { target: false, value: false },
      exceptionFactory: (errors) => new Malformed(errors),
    });
  }

  /** @throws GraphQLError with the path as the client wrote it: `input.code`, `filter.state`, or the argument itself */
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (this.declared && (value === null || value === undefined)) return value;
    const metatype = this.declared?.() ?? metadata.metatype;
    try {
      return (await super.transform(value, { ...metadata, metatype })) as unknown;
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      const above = metadata.data ? [metadata.data] : [];
      throw badInput(error.errors.flatMap((one) => problemsOf(one, above)));
    }
  }
}

/** Carries what was found to where the argument's name is known. */
class Malformed extends Error {
  constructor(readonly errors: ValidationError[]) {
    super('malformed input');
  }
}

export interface InputProblem {
  path: string[];
  message: Bilingual;
}

/** BAD_USER_INPUT that names every field and what was expected of it, in the reader's language. */
export function badInput(problems: readonly InputProblem[]): GraphQLError {
  const say = (language: 'zh' | 'en'): string =>
    problems
      .map(({ path, message }) => `${path.join('.')}: ${message[language]}`)
      .join(language === 'zh' ? '；' : '; ');
  return new GraphQLError(say('en'), {
    extensions: {
      code: 'BAD_USER_INPUT',
      fields: problems.map(({ path, message }) => ({ path, expected: message.en, expectedZh: message.zh })),
      messages: { zh: say('zh'), en: say('en') },
    },
  });
}

function problemsOf(error: ValidationError, above: string[]): InputProblem[] {
  const path = [...above, error.property];
  const own = Object.entries(error.constraints ?? {}).map(([name, text]) => ({
    path,
    message: expectedBy(name, text) ?? UNSAID,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => problemsOf(child, path))];
}
