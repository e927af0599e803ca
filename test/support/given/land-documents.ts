import { mutation } from './documents.js';

const PLOT = `id code countyCode townCode varietyCode plantedYear declaredMu measuredSquareMetres measuredMu
  areaDifferencePercent warnings { code message } boundary { geometry squareMetres } grower { code name telephone }
  orchard { code } organisation { id } registrations { validFrom validTo confirmedAt registration { number } }`;
const REGISTRATION = `id kind number customsDistrictCode marketCodes estimatedYieldGrams validFrom validTo withdrawnOn confirmedAt
  organisation { id } coverage { plotCount declaredMu seenPlotCount seenMu }`;
const GROWER = `id code townCode name telephone erasedAt organisation { id }`;
const ORCHARD = 'id code nameZh nameEn townCode organisation { id }';

const plot = (name: string) => mutation(name, `... on PlotPayload { plot { ${PLOT} } }`);
const grower = (name: string) => mutation(name, `... on GrowerPayload { grower { ${GROWER} } }`);
const registration = (name: string) =>
  mutation(name, `... on RegistrationPayload { registration { ${REGISTRATION} } }`);

/** The operations of land, as a client sends them. */
export const landDocuments = {
  registerPlot: plot('registerPlot'),
  changePlot: plot('changePlot'),
  recordPlotBoundary: plot('recordPlotBoundary'),
  registerOrchard: mutation('registerOrchard', `... on OrchardPayload { orchard { ${ORCHARD} } }`),
  recordGrower: grower('recordGrower'),
  changeGrower: grower('changeGrower'),
  eraseGrower: grower('eraseGrower'),
  revealGrower: grower('revealGrower'),
  recordRegistration: registration('recordRegistration'),
  coverPlots: registration('coverPlots'),
  confirmRegistration: registration('confirmRegistration'),
  confirmCoverage: registration('confirmCoverage'),
  withdrawRegistration: registration('withdrawRegistration'),
  plot: `query ($id: ID!) { plot(id: $id) { ${PLOT} } }`,
  plots: `query ($first: Int, $after: String, $filter: PlotFilter, $order: PlotOrder) {
    plots(first: $first, after: $after, filter: $filter, order: $order) {
      edges { node { ${PLOT} } } pageInfo { hasNextPage endCursor } totalCount } }`,
};
