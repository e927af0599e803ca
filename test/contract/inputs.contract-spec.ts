import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TypeMetadataStorage } from '@nestjs/graphql';
import { buildApp, type BuiltApp } from './support/built-app.js';
import {
  inputArguments,
  inputFields,
  sentences,
  type InputArgument,
  type InputField,
} from './support/inputs.js';

/*
 * What comes in is checked by class-validator, which goes by the class of a parameter and of a field. Both are lost
 * without a trace: of `XInput | null` the compiler keeps Object, and of a list nothing. Then every request passes.
 */

const HAN = /\p{Script=Han}/u;
const LATIN = /[a-z]{2}/;

let built: BuiltApp;
let args: InputArgument[];
let fields: InputField[];

beforeAll(async () => {
  built = await buildApp();
  args = inputArguments();
  fields = inputFields();
});

afterAll(() => built?.close());

describe('an argument that is an input, or several arguments in a class', () => {
  it('is found on the root fields', () => {
    expect(args.filter(({ argument }) => argument === 'input').length).toBeGreaterThan(120);
    expect(args.filter(({ argument }) => argument === 'filter').length).toBeGreaterThan(15);
    expect(args.filter(({ argument }) => argument === '*').length).toBeGreaterThan(20);
  });

  it('is checked by the class that the schema shows', () => {
    const lost = args.filter(({ declared, checkedBy }) => declared !== checkedBy);
    expect(lost.map(({ method, argument }) => `${method}(${argument})`)).toEqual([]);
  });
});

describe('a field of an input', () => {
  it('is found in every input of the schema', () => {
    const inputs = TypeMetadataStorage.getInputTypesMetadata().filter(({ isAbstract }) => !isAbstract);
    const without = inputs.filter(
      ({ target }) =>
        !fields.some(
          ({ owner }) => owner === target || owner.prototype.isPrototypeOf(target.prototype as object),
        ),
    );
    expect(inputs.length).toBeGreaterThan(150);
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  it('that holds inputs is made of their class and checked with them, each one of a list', () => {
    const nested = fields.filter(({ holds }) => holds !== null);
    expect(nested.length).toBeGreaterThan(40);
    expect(nested.filter((field) => !field.isMadeOfClass).map(({ name }) => name)).toEqual([]);
    expect(nested.filter((field) => !field.checksNested).map(({ name }) => name)).toEqual([]);
  });

  it('that is text or an id says what it may be, each one of a list', () => {
    const texts = fields.filter(({ isText }) => isText);
    expect(texts.length).toBeGreaterThan(400);
    expect(texts.filter(({ isBounded }) => !isBounded).map(({ name }) => name)).toEqual([]);
  });
});

describe('what a condition says when it does not hold', () => {
  it('is found for every condition of the product', () => {
    expect(sentences().length).toBeGreaterThan(700);
  });

  it('is said in Chinese and in English', () => {
    const unsaid = sentences().filter(
      ({ expected }) =>
        !expected || !HAN.test(expected.zh) || HAN.test(expected.en) || !LATIN.test(expected.en),
    );
    expect(unsaid.map(({ condition }) => condition)).toEqual([]);
  });

  it('has its figures in both', () => {
    const figures = (text: string): string[] => [...new Set(text.match(/\d+/g) ?? [])].toSorted();
    const differing = sentences().filter(
      ({ expected }) => expected && figures(expected.zh).join() !== figures(expected.en).join(),
    );
    expect(differing.map(({ condition }) => condition)).toEqual([]);
  });
});
