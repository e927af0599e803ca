import { startTestApp, type TestApp } from '../test-app.js';
import { growingDocuments } from './growing-documents.js';
import { landDocuments } from './land-documents.js';
import { givenIn, type Given, type Member } from './index.js';
import type { Answer } from './send.js';

/** Whom tests about land meet: a cooperative, its neighbour, the base office and a packhouse. */
export interface LandScene {
  readonly testApp: TestApp;
  readonly given: Given;
  readonly coop: Member;
  readonly neighbour: Member;
  readonly office: Member;
  readonly packhouse: Member;
}

export interface GrowingScene extends LandScene {
  readonly officer: Member;
}

/** Starts the product with them, at 2026-11-22 09:00 in China; the file closes `testApp`. */
export async function landScene(): Promise<LandScene> {
  const testApp = await startTestApp();
  const given = givenIn(testApp);
  const coop = await given.member('COOPERATIVE');
  const neighbour = await given.member('COOPERATIVE');
  const office = await given.member('BASE_OFFICE');
  const packhouse = await given.member('PACKHOUSE');
  return { testApp, given, coop, neighbour, office, packhouse };
}

/** The same with a plant-protection officer 植保员 in a cooperative of his own. */
export async function growingScene(): Promise<GrowingScene> {
  const scene = await landScene();
  const officer = await scene.given.member('COOPERATIVE', ['PLANT_PROTECTION_OFFICER']);
  return { ...scene, officer };
}

/** A plot as somebody sees it; null: not at all. */
export const plotSeenBy = async (by: Member, id: string) =>
  (await by.client.run(landDocuments.plot, { id })).plot;

/** Codes of the plots somebody finds. */
export async function plotCodesSeenBy(by: Member, variables: object): Promise<string[]> {
  const { plots } = await by.client.run(landDocuments.plots, { first: 100, ...variables });
  return plots.edges.map(({ node }: { node: { code: string } }) => node.code);
}

/** Growing records somebody finds. */
export async function recordsOf(by: Member, filter: object): Promise<Answer[]> {
  const { growingRecords } = await by.client.run(growingDocuments.growingRecords, { first: 100, filter });
  return growingRecords.edges.map((edge: { node: object }) => edge.node);
}

/** What is answered to somebody who asks from when a plot may be harvested. */
export const earliest = async (by: Member, plotId: string, language: 'zh' | 'en' = 'en') =>
  (await by.client.run(growingDocuments.earliestHarvest, { plotId }, { language })).earliestHarvest;
