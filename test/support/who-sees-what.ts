import {
  batchSeen,
  plotSeen,
  lotSeen,
  traceSeen,
  certificateSeen,
  plotsOf,
  hasAll,
  revealed,
  nodes,
  countsOf,
  type Sight,
} from './looks.js';

export { ONLOOKERS, type Ask, type Known, type Sight } from './looks.js';

/** Who holds or held fruit of ZZA-01, or ships or inspects it. */
const HAD_THE_FRUIT = ['packhouse', 'processor', 'inspector', 'exporter'];

/**
 * The table of docs/domain/visibility.md, walked along one thread of the season: plot ZZA-01 -> H2526-Z01A -> R2526-Z01A ->
 * P2526-Z01 -> L2526-01, with the seconds C2526-Z01 that went to the processor.
 */
export const WHO_SEES_WHAT: readonly Sight[] = [
  {
    what: 'a plot: code, town, variety, registration',
    seenBy: ['base', 'coop-zizhong', ...HAD_THE_FRUIT],
    look: plotSeen(
      'ZZA-01',
      'code townCode varietyCode registrations { registration { number } }',
      (seen) => seen?.registrations.length,
    ),
  },
  {
    what: 'a plot in the other county',
    seenBy: ['base', 'coop-rongchang', ...HAD_THE_FRUIT],
    look: plotSeen('RCA-01', 'code', (seen) => seen),
  },
  {
    what: "a plot's boundary",
    seenBy: ['base', 'coop-zizhong', 'inspector'],
    look: plotSeen('ZZA-01', 'boundary { squareMetres }', (seen) => seen?.boundary),
  },
  {
    what: "a grower's name on the plot",
    seenBy: ['coop-zizhong'],
    look: plotSeen('ZZA-01', 'grower { name }', (seen) => seen?.grower?.name),
  },
  {
    what: "a grower's name by a look that is logged",
    seenBy: ['base', 'coop-zizhong'],
    look: revealed,
  },
  {
    what: 'the growing records of a plot',
    seenBy: ['base', 'coop-zizhong', ...HAD_THE_FRUIT],
    look: async (ask, known) =>
      (
        await ask(
          'query ($plotId: ID) { growingRecords(filter: { plotId: $plotId, kind: SPRAY }) { totalCount } }',
          { plotId: known.plotId('ZZA-01') },
        )
      ).growingRecords.totalCount,
  },
  {
    what: 'a pest trap on a plot, and what was counted in it',
    seenBy: ['base', 'coop-zizhong', ...HAD_THE_FRUIT],
    look: async (ask, known) =>
      nodes(
        (
          await ask(
            'query ($plotId: ID) { pestTraps(filter: { plotId: $plotId }) { edges { node { id } } } }',
            { plotId: known.plotId('ZZA-01') },
          )
        ).pestTraps,
      ).length && countsOf(ask, known.plotId('ZZA-01')),
  },
  {
    what: 'where a trap hangs',
    seenBy: ['base', 'coop-zizhong', 'inspector'],
    look: async (ask, known) =>
      nodes(
        (
          await ask(
            'query ($plotId: ID) { pestTraps(filter: { plotId: $plotId }) { edges { node { point } } } }',
            { plotId: known.plotId('ZZA-01') },
          )
        ).pestTraps,
      ).filter(({ point }) => point !== null).length,
  },
  {
    what: 'who is officer of an orchard: by name',
    seenBy: ['base', 'coop-zizhong'],
    look: async (ask) =>
      nodes(
        (await ask('{ officerAppointments(first: 100) { edges { node { officer } } } }')).officerAppointments,
      ).filter(({ officer }) => officer === 'coop-zizhong-officer').length,
  },
  {
    what: 'a quarantine treatment of a packed batch',
    seenBy: ['base', 'packhouse', 'inspector', 'exporter'],
    look: async (ask, known) =>
      (
        await ask(
          'query ($batchId: ID) { quarantineTreatments(filter: { batchId: $batchId }) { totalCount } }',
          {
            batchId: known.batchId('P2526-Z01'),
          },
        )
      ).quarantineTreatments.totalCount,
  },
  {
    what: 'a harvest batch',
    seenBy: ['base', 'coop-zizhong', ...HAD_THE_FRUIT],
    look: batchSeen('H2526-Z01A'),
  },
  {
    what: 'what the packhouse weighed in: one step on, its cooperative sees to whom it went',
    seenBy: ['base', 'coop-zizhong', ...HAD_THE_FRUIT],
    look: batchSeen('R2526-Z01A'),
  },
  {
    what: 'a packed batch: further on than the cooperative sees, and beside what the processor took',
    seenBy: ['base', 'packhouse', 'inspector', 'exporter'],
    look: batchSeen('P2526-Z01'),
  },
  {
    what: 'seconds that went to the processor',
    seenBy: ['base', 'packhouse', 'processor'],
    look: batchSeen('C2526-Z01'),
  },
  { what: 'juice made of them, two steps on', seenBy: ['base', 'processor'], look: batchSeen('W2526-JUICE') },
  {
    what: 'a treatment after harvest, of fruit that was packed for the lot',
    seenBy: ['base', 'packhouse', 'inspector', 'exporter'],
    look: async (ask, known) =>
      (
        await ask(
          'query ($batchId: ID) { postHarvestTreatments(filter: { batchId: $batchId }) { totalCount } }',
          { batchId: known.batchId('G2526-Z01') },
        )
      ).postHarvestTreatments.totalCount,
  },
  {
    what: 'an inspection with its laboratory results',
    seenBy: ['base', 'packhouse', 'inspector', 'exporter'],
    look: async (ask, known) =>
      nodes(
        (
          await ask(
            'query ($batchId: ID) { inspections(filter: { batchId: $batchId }) { edges { node { laboratoryResults { substance } } } } }',
            { batchId: known.batchId('P2526-Z01') },
          )
        ).inspections,
      ).flatMap((inspection) => inspection.laboratoryResults).length,
  },
  {
    what: 'what a packhouse counted in its self-check',
    seenBy: ['base', 'packhouse', 'inspector', 'exporter'],
    look: async (ask, known) =>
      nodes(
        (
          await ask(
            'query ($batchId: ID) { inspections(filter: { batchId: $batchId, kinds: [SELF_CHECK] }) { edges { node { defectCounts { id } } } } }',
            { batchId: known.batchId('P2526-Z12') },
          )
        ).inspections,
      ).flatMap((inspection) => inspection.defectCounts).length,
  },
  {
    what: 'a worksheet, with findings on all that lies upstream',
    seenBy: ['base', 'packhouse', 'inspector', 'exporter'],
    look: async (ask, known) =>
      (
        await ask(
          'query ($batchId: ID) { inspectionWorksheet(batchId: $batchId) { findings { ruleCode } } }',
          {
            batchId: known.batchId('P2526-Z12'),
          },
        )
      ).inspectionWorksheet?.findings.length,
  },
  {
    what: 'the compliance certificate of a harvest: whoever holds or held the fruit, ships or inspects it',
    seenBy: ['base', 'coop-rongchang', 'packhouse', 'inspector', 'exporter'],
    look: certificateSeen('DEMO-HGZ-R03A'),
  },
  {
    what: 'the certificate issued anew on what was packed of it',
    seenBy: ['base', 'packhouse', 'inspector', 'exporter'],
    look: certificateSeen('DEMO-HGZ-P2526-R03'),
  },
  {
    what: 'that it was collected with the delivery: both parties, and whoever sees the receipt',
    seenBy: ['base', 'coop-rongchang', 'packhouse', 'inspector', 'exporter'],
    look: async (ask, known) =>
      (
        await ask(
          'query ($batchId: ID) { collectedCertificates(filter: { batchId: $batchId }) { totalCount } }',
          { batchId: known.batchId('R2526-R03A') },
        )
      ).collectedCertificates.totalCount,
  },
  { what: 'a joint lot', seenBy: ['base', 'exporter', 'inspector'], look: lotSeen('L2526-01') },
  {
    what: "the other exporter's lot",
    seenBy: ['base', 'exporter-two', 'inspector'],
    look: lotSeen('L2526-06'),
  },
  {
    what: 'an own share of a joint lot, with its state and market',
    seenBy: ['coop-zizhong', 'coop-rongchang', 'packhouse'],
    look: async (ask) =>
      nodes(
        (
          await ask(
            '{ myContributions(first: 100) { edges { node { lotCode state marketCode massGrams } } } }',
          )
        ).myContributions,
      ).filter(({ lotCode }) => lotCode === 'L2526-01').length,
  },
  {
    what: 'a hold: everyone who holds or held something affected',
    seenBy: ['base', 'coop-zizhong', 'packhouse', 'exporter'],
    look: async (ask) =>
      nodes((await ask('{ holds(first: 100) { edges { node { reasonCode } } } }')).holds).filter(
        ({ reasonCode }) => reasonCode === 'WITHIN_INTERVAL',
      ).length,
  },
  {
    what: 'a recall: everyone who holds or held something affected',
    seenBy: ['base', 'coop-zizhong', 'packhouse-two', 'processor', 'exporter'],
    look: async (ask) => nodes((await ask('{ recalls { edges { node { code } } } }')).recalls).length,
  },
  {
    what: 'the price: the two parties, and not even the base office',
    seenBy: ['coop-zizhong', 'packhouse'],
    look: (_, known, username) => known.settlements(username, 'R2526-Z01A'),
  },
  {
    what: 'what fruit fetched, in sums: the base office',
    seenBy: ['base'],
    look: async (ask) =>
      (await ask('{ settlementSums(season: "2025/26") { countyCode receiptCount leftOutCount } }'))
        ?.settlementSums.length,
  },
  {
    what: 'that the base office looked at a grower, and why: the cooperative too',
    seenBy: ['base', 'coop-zizhong'],
    look: async (ask, known) =>
      nodes(
        (
          await ask(
            'query ($id: ID!) { ledgerOf(subjectId: $id) { edges { node { kind texts { text } } } } }',
            {
              id: known.growerId('ZZA-G01'),
            },
          )
        ).ledgerOf,
      ).filter(({ kind, texts }) => kind === 'grower.viewed' && texts.length > 0).length,
  },
  {
    what: 'how many mu a registration covers in all: whose it is, and the base office',
    seenBy: ['base', 'coop-zizhong'],
    look: plotSeen(
      'ZZA-01',
      'registrations { registration { coverage { plotCount declaredMu } } }',
      (seen) => seen?.registrations[0]?.registration.coverage.plotCount,
    ),
  },
  {
    what: 'what a registration declared and what lots took of it: whose it is, and the base office',
    seenBy: ['base', 'coop-zizhong'],
    look: async (ask) =>
      nodes(
        (
          await ask(
            'query { registrationBoard(first: 100) { edges { node { number capacity { leftGrams declaredYieldGrams } } } } }',
          )
        ).registrationBoard,
      ).find(({ number }) => number === 'DEMO-GY-ZZ01')?.capacity,
  },
  {
    what: 'that an orchard supplies a packhouse: both parties, and the base office',
    seenBy: ['base', 'coop-zizhong', 'packhouse'],
    look: async (ask) =>
      nodes(
        (await ask('query { supplyRelations { edges { node { registrationNumber } } } }')).supplyRelations,
      ).filter(({ registrationNumber }) => registrationNumber === 'DEMO-GY-ZZ01').length,
  },
  {
    what: 'that a registration waits for the base office: whose it is, and the base office',
    seenBy: ['base', 'coop-rongchang'],
    look: async (ask) =>
      nodes(
        (await ask('query { entriesToConfirm(first: 100) { edges { node { number } } } }')).entriesToConfirm,
      ).filter(({ number }) => number === 'DEMO-GY-RC02').length,
  },
  {
    what: 'where all of a lot came from',
    seenBy: ['base', 'inspector', 'exporter'],
    look: async (ask) => hasAll(await plotsOf(ask, 'L2526-03'), ['RCA-05', 'ZZA-05', 'ZZA-06']),
  },
  {
    what: 'where a part of a lot came from: who grew it, who packed it',
    seenBy: ['coop-zizhong', 'packhouse-two'],
    look: async (ask) => {
      const plots = await plotsOf(ask, 'L2526-03');
      return hasAll(plots, ['ZZA-05', 'ZZA-06']) && !hasAll(plots, ['RCA-05']) ? plots : null;
    },
  },
  {
    what: 'where a packed batch came from',
    seenBy: ['base', 'packhouse', 'inspector', 'exporter'],
    look: traceSeen('P2526-Z01'),
  },
  {
    what: "what the ledger holds of a harvest: the entries of one's own organisation",
    seenBy: ['base', 'coop-zizhong', 'packhouse'],
    look: async (ask, known) =>
      (
        await ask('query ($id: ID!) { ledgerOf(subjectId: $id) { totalCount } }', {
          id: known.batchId('H2526-Z01A'),
        })
      ).ledgerOf.totalCount,
  },
];
