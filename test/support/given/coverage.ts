import { pdf, upload } from './attachments.js';
import { mutation } from './documents.js';
import type { Member } from './organisations.js';
import { done, send, type Answer } from './send.js';

const COVERAGE = `id kind state organisationId registrationId treatmentId treatedById lineCode laboratory accreditation reportNumber
  coversFrom coversTo season sampledOn testedOn withdrawnBecause withdrawalAskedAt withdrawalAskedBecause voidFrom plots { plotId plotCode }
  results { substance mgPerKg limitOfQuantification residueDefinitionKind residueDefinition } attachments { attachmentId sha256 }`;
const BLOCK = `registrationId registrationNumber season asOf plotCount watched
  gaps { substance because plotCodes before }
  reports { coverageId reportNumber standing coversFrom coversTo sampledOn voidFrom tested unconfirmedPlotCodes nextSteps { by text } }
  plots { plotId plotCode firstHarvest sprayed missing unnamedSprays }`;

const onCoverage = (name: string): string =>
  mutation(name, `... on ResidueCoveragePayload { coverage { ${COVERAGE} } }`);

/** The operations of residue coverage, as a client sends them. */
export const coverageDocuments = {
  recordResidueCoverage: onCoverage('recordResidueCoverage'),
  confirmResidueCoverage: onCoverage('confirmResidueCoverage'),
  withdrawResidueCoverage: onCoverage('withdrawResidueCoverage'),
  residueCoverage: `query ($id: ID!) { residueCoverage(id: $id) { ${COVERAGE} } }`,
  residueCoverages: `query ($filter: ResidueCoverageFilter, $first: Int = 25, $after: String) {
    residueCoverages(filter: $filter, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { ${COVERAGE} } } } }`,
  residueCoverageBoard: `query ($filter: ResidueBlockFilter, $first: Int = 10, $after: String) {
    residueCoverageBoard(filter: $filter, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { ${BLOCK} } } } }`,
  treatmentCoverageBoard: `query ($filter: TreatedLineFilter) { treatmentCoverageBoard(filter: $filter) {
    organisationId lineCode product from to treatments lastTreatmentId substances missing reports { reportNumber standing } } }`,
};

const onWatchList = (name: string): string =>
  mutation(
    name,
    `... on WatchListPayload { watchList { id marketCode edition validFrom validTo substances source { document clause url } confidence lastChecked } }`,
  );

/** The operations of watch lists, as a client sends them. */
export const watchListDocuments = {
  enterWatchList: onWatchList('enterWatchList'),
  confirmWatchList: onWatchList('confirmWatchList'),
  watchLists: `query ($marketCode: String!) { watchLists(marketCode: $marketCode) { edition substances confidence } }`,
};

/** What a market watches for, by an invented text: entered by one person of the base office, confirmed by another. */
export async function watchListOf(
  by: Member,
  confirms: Member,
  marketCode: string,
  substances: readonly string[] = [],
): Promise<void> {
  const { watchList: entered } = await done(by, watchListDocuments.enterWatchList, {
    marketCode,
    edition: 'TEST',
    validFrom: '2025-09-01',
    substances,
    document: '虚构资料，仅用于测试 / invented, for tests only',
  });
  await done(confirms, watchListDocuments.confirmWatchList, { watchListId: entered.id });
}

let count = 0;

/** A report of an invented laboratory, in which nothing was found. @param more what it covers, and whatever differs */
export const reportOf = (substances: readonly string[], more: object): Record<string, unknown> => ({
  laboratory: '示范实验室',
  accreditation: 'DEMO-CMA',
  reportNumber: `TEST-C-${++count}`,
  results: substances.map((substance) => ({ substance, limitOfQuantification: '0.01' })),
  ...more,
});

/** Enters a report with a file of it, whatever comes of it. */
export async function enterReport(by: Member, report: object): Promise<Answer> {
  const { body } = await upload(by.client, { body: pdf() });
  return send(by, coverageDocuments.recordResidueCoverage, { attachmentIds: [body.id], ...report });
}

/** Entered by one and confirmed by the other. */
export async function confirmedReport(by: Member, confirms: Member, report: object): Promise<Answer> {
  const { body } = await upload(by.client, { body: pdf() });
  const { coverage } = await done(by, coverageDocuments.recordResidueCoverage, {
    attachmentIds: [body.id],
    ...report,
  });
  const input = { coverageId: coverage.id };
  return (await done(confirms, coverageDocuments.confirmResidueCoverage, input)).coverage;
}
