import { ID, TypeMetadataStorage } from '@nestjs/graphql';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, type ValidationArguments } from 'class-validator';
import { expectedBy, InputPipe } from '../../../src/graphql/input-errors.js';
import type { Bilingual } from '../../../src/kernel/refusal.js';

/* What the product says of what comes in, read where Nest, class-transformer and class-validator read it. */

type Class = new () => object;
/** A class as reflection gives it. */
interface Owner {
  readonly name: string;
  readonly prototype: object;
}

/** An argument of a resolver whose value is an object of the schema. */
export interface InputArgument {
  /** `PlotResolver.plots` */
  readonly method: string;
  /** `filter`; `*` for a class of arguments. */
  readonly argument: string;
  /** The class that the schema shows; null: a list of them, which no class stands for. */
  readonly declared: unknown;
  /** The class that the pipes check by; undefined: none. */
  readonly checkedBy: unknown;
}

/** A field of an input, or of a class of arguments. */
export interface InputField {
  /** `DraftRuleInput.source` */
  readonly name: string;
  readonly owner: Owner;
  /** The input class that it holds, one or a list of it. */
  readonly holds: Class | null;
  /** Whether class-transformer makes an object of that class of what comes in. */
  readonly isMadeOfClass: boolean;
  /** Whether class-validator looks inside. */
  readonly checksNested: boolean;
  readonly isText: boolean;
  /** Whether something is asked of the text itself, each one of a list: its length, its form, or being one of a few. */
  readonly isBounded: boolean;
}

/** Under this key `@Args` leaves on a resolver the pipes of each parameter. */
const PARAMETERS = '__routeArguments__';
/** Where arguments stand among the kinds of parameters. */
const ARGS = 3;
const BOUNDS = ['satisfies', 'isUuid', 'isIn', 'isEnum', 'maxLength'];

const inputClasses = (): Set<unknown> =>
  new Set(TypeMetadataStorage.getInputTypesMetadata().map(({ target }) => target));

/** Of every root field and every field with a resolver; the schema must have been built. */
export function inputArguments(): InputArgument[] {
  const inputs = inputClasses();
  const roots = [
    ...TypeMetadataStorage.getQueriesMetadata(),
    ...TypeMetadataStorage.getMutationsMetadata(),
    ...TypeMetadataStorage.getSubscriptionsMetadata(),
  ];
  const resolved = TypeMetadataStorage.getObjectTypesMetadata().flatMap(({ properties }) => properties ?? []);
  return [...roots, ...resolved].flatMap(({ methodArgs = [] }) =>
    methodArgs.flatMap((one) => {
      const type: unknown = one.typeFn();
      const isInput = one.kind === 'args' || inputs.has(Array.isArray(type) ? type[0] : type);
      if (!isInput) return [];
      return {
        method: `${one.target.name}.${one.methodName}`,
        argument: one.kind === 'args' ? '*' : one.name,
        declared: one.options?.isArray ? null : type,
        checkedBy: checkedBy(one.target, one.methodName, one.index),
      };
    }),
  );
}

/** A pipe of the parameter's own that was told its class, else the class that the compiler kept of it. */
function checkedBy(resolver: Owner, method: string, index: number): unknown {
  const of = Reflect.getMetadata(PARAMETERS, resolver, method) as Record<string, { pipes: unknown[] }>;
  const told = of[`${ARGS}:${index}`]!.pipes.find((pipe) => pipe instanceof InputPipe)?.declared?.();
  return told ?? (Reflect.getMetadata('design:paramtypes', resolver.prototype, method) as unknown[])[index];
}

/** Of every input and class of arguments; the schema must have been built. */
export function inputFields(): InputField[] {
  const inputs = inputClasses();
  return [
    ...TypeMetadataStorage.getInputTypesMetadata(),
    ...TypeMetadataStorage.getArgumentsMetadata(),
  ].flatMap(({ target, properties = [] }) =>
    properties.map((property) => {
      const declared: unknown = property.typeFn();
      const type: unknown = Array.isArray(declared) ? declared[0] : declared;
      const isList = property.options.isArray ?? false;
      const holds = inputs.has(type) ? (type as Class) : null;
      const checks = checksOf(target, property.name);
      const ofEach = checks.filter(({ each }) => !each === !isList);
      return {
        name: `${target.name}.${property.name}`,
        owner: target,
        holds,
        isMadeOfClass: holds !== null && isMadeOf(target as Class, property.name, isList, holds),
        checksNested: ofEach.some((check) => check.type === 'nestedValidation'),
        isText: type === String || type === ID,
        isBounded: [...ofEach, ...checks.filter(isOurs)].some(({ name }) => BOUNDS.includes(name ?? '')),
      };
    }),
  );
}

/** A condition of ours may look at a list as a whole, and at everything in it. */
const isOurs = ({ name }: { name?: string | undefined }): boolean => name === 'satisfies';

const checksOf = (target: Owner, property: string) =>
  getMetadataStorage()
    .getTargetValidationMetadatas(target as Class, '', true, false)
    .filter(({ propertyName }) => propertyName === property);

function isMadeOf(owner: Class, property: string, isList: boolean, holds: Class): boolean {
  const made = plainToInstance(owner, { [property]: isList ? [{}] : {} }) as Record<string, unknown>;
  const value = made[property];
  return (isList ? (value as unknown[])[0] : value) instanceof holds;
}

/** What somebody is told where a condition does not hold. */
export interface Sentence {
  /** `DraftRuleInput.code satisfies` */
  readonly condition: string;
  readonly expected: Bilingual | null;
}

type Metadata = ReturnType<typeof checksOf>[number];

/** Of every condition in the product that can fail; `IsOptional` cannot. */
export function sentences(): Sentence[] {
  // class-validator gives out the conditions of one class at a time, and never says of which there are any.
  const { validationMetadatas } = getMetadataStorage() as unknown as {
    validationMetadatas: Map<Owner, Metadata[]>;
  };
  return [...validationMetadatas.values()]
    .flat()
    .filter(({ type }) => type !== 'conditionalValidation')
    .map((check) => {
      const name = check.name ?? check.type;
      const owner = typeof check.target === 'string' ? check.target : check.target.name;
      return {
        condition: `${owner}.${check.propertyName} ${name}`,
        expected: expectedBy(name, textOf(check)),
      };
    });
}

/** As class-validator makes the message of a condition: its own, else that of its kind. */
function textOf(check: Metadata): string {
  const args = { property: check.propertyName, constraints: check.constraints } as ValidationArguments;
  if (typeof check.message === 'function') return check.message(args);
  if (check.message) return check.message;
  const [kind] = getMetadataStorage().getTargetValidatorConstraints(check.constraintCls);
  return kind?.instance.defaultMessage?.(args) ?? '';
}
