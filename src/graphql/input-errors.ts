import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { GraphQLError } from 'graphql';
import type { Bilingual } from '../kernel/refusal.js';

/** What is said of each constraint of class-validator; the numbers come from the constraint itself. */
const EXPECTED: Record<string, Bilingual> = {
  isUuid: { zh: '应为 UUID', en: 'must be a UUID' },
  isNotEmpty: { zh: '不能为空', en: 'must not be empty' },
  isEmail: { zh: '应为电子邮箱地址', en: 'must be an e-mail address' },
  isIn: { zh: '不在允许的取值之内', en: 'must be one of the allowed values' },
  isBoolean: { zh: '应为 true 或 false', en: 'must be true or false' },
  maxLength: { zh: '太长', en: 'is too long' },
  isEnum: { zh: '不在允许的取值之内', en: 'must be one of the allowed values' },
  isString: { zh: '应为文字', en: 'must be text' },
  isArray: { zh: '应为列表', en: 'must be a list' },
  isInt: { zh: '应为整数', en: 'must be a whole number' },
};

/** class-validator on every input, each problem named by field. Unknown fields never get here: the schema refuses them. */
export const inputPipe = (): ValidationPipe => new InputPipe();

class InputPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      forbidUnknownValues: true,
      validationError: { target: false, value: false },
      exceptionFactory: (errors) => new Malformed(errors),
    });
  }

  /** @throws GraphQLError with the path as the client wrote it: `input.code`, `filter.state`, or the argument itself */
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    try {
      return (await super.transform(value, metadata)) as unknown;
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
    message: EXPECTED[name] ?? bilingual(text, error.property),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => problemsOf(child, path))];
}

/** Constraints with a sentence of their own write it as "中文 | English". */
function bilingual(text: string, property: string): Bilingual {
  const [zh, en] = text.split(' | ');
  if (zh && en) return { zh, en };
  const plain = text.replace(`${property} `, '');
  return { zh: `不符合要求（${plain}）`, en: plain };
}
