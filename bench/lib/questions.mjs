// What is asked of each server, in its own words, and its answers in one form, so that they can be compared.
import { idOf } from './seed.mjs';

const EXPORTER = idOf('exporter', 0);

const OUR_LOTS = `query LotsPage($after: String) {
  lots(first: 10, after: $after, order: NEWEST) {
    edges { node {
      id code state marketCode massGrams cartonCount openHoldCount countyCodes plannedDepartureOn createdAt
      exporter { code nameZh }
      members { batchCode varietyCode class sizeCode packedOn massGrams cartonCount packer { code nameZh }
        inspections { code state verdict sampledOn body { code nameZh } } }
      checks { unity verdict } } }
    pageInfo { endCursor }
  }
}`;

const OUR_BATCH = `query BatchByCode($code: String!) {
  batch(code: $code) {
    id code kind varietyCode season madeOn massGrams remainingGrams cartonCount class sizeCode marketCode countyCodes
    openHoldCount holderId
  }
}`;

const PARTY = `{ code nameZh }`;
const POSTGRAPHILE_LOTS = `query LotsPage($exporter: UUID!, $after: Cursor) {
  allLots(first: 10, after: $after, orderBy: [CREATED_AT_DESC, ROW_ID_DESC], condition: { exporterId: $exporter }) {
    nodes {
      rowId code state marketCode massGrams cartonCount openHoldCount countyCodes plannedDepartureOn createdAt
      organisationByExporterId ${PARTY}
      lotMembersByLotIdList { massGrams cartonCount
        batchByBatchId { code varietyCode class sizeCode madeOn
          runByRunId { organisationByOrganisationId ${PARTY} }
          inspectionsByBatchIdList(orderBy: [ROW_ID_ASC]) { code state verdict sampledOn organisationByOrganisationId ${PARTY} } } }
      lotJudgementByJudgementId { lotChecksByJudgementIdList { unity verdict } } }
    pageInfo { endCursor }
  }
}`;

const POSTGRAPHILE_BATCH = `query BatchByCode($code: String!) {
  batchByCode(code: $code) {
    rowId code kind varietyCode season madeOn massGrams remainingGrams cartonCount class sizeCode marketCode countyCodes
    openHoldCount holderId
  }
}`;

const UNITIES = ['VARIETY', 'BRAND', 'STANDARD', 'CHANNEL'];

/** A page as the Fastify server writes it; moments without regard to how they are spelled. */
const plainLot = (lot) => ({ ...lot, createdAt: new Date(lot.createdAt).toISOString() });

const lotOfPostgraphile = ({ rowId, massGrams, createdAt, organisationByExporterId, ...lot }) => {
  const { lotMembersByLotIdList, lotJudgementByJudgementId, ...rest } = lot;
  return plainLot({
    ...rest,
    id: rowId,
    massGrams: Number(massGrams),
    createdAt,
    exporter: organisationByExporterId,
    members: lotMembersByLotIdList
      .map(memberOfPostgraphile)
      .sort((a, b) => (a.batchCode < b.batchCode ? -1 : 1)),
    checks: lotJudgementByJudgementId.lotChecksByJudgementIdList.toSorted(
      (a, b) => UNITIES.indexOf(a.unity) - UNITIES.indexOf(b.unity),
    ),
  });
};

const memberOfPostgraphile = ({ massGrams, cartonCount, batchByBatchId }) => {
  const { code, madeOn, runByRunId, inspectionsByBatchIdList, ...batch } = batchByBatchId;
  return {
    ...batch,
    batchCode: code,
    packedOn: madeOn,
    massGrams: Number(massGrams),
    cartonCount,
    packer: runByRunId.organisationByOrganisationId,
    inspections: inspectionsByBatchIdList.map(({ organisationByOrganisationId, ...inspection }) => ({
      ...inspection,
      body: organisationByOrganisationId,
    })),
  };
};

const batchOfPostgraphile = ({ rowId, massGrams, remainingGrams, ...batch }) => ({
  ...batch,
  id: rowId,
  massGrams: Number(massGrams),
  remainingGrams: Number(remainingGrams),
});

const post = (path, headers) => (query, variables) => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ query, variables }),
});

/**
 * How each server is asked: requests as autocannon takes them, what of the answer is the answer, and from a page the
 * question for the next one.
 */
export function asked(token) {
  const ours = post('/graphql', { authorization: `Bearer ${token}` });
  const graphile = post('/graphql', {});
  return {
    ours: {
      batch: (code) => ours(OUR_BATCH, { code }),
      batchOf: ({ data }) => data.batch,
      page: (after) => ours(OUR_LOTS, { after }),
      lotsOf: ({ data }) => data.lots.edges.map(({ node }) => plainLot(node)),
      next: ({ data }) => data.lots.pageInfo.endCursor,
    },
    fastify: {
      batch: (code) => ({ method: 'GET', path: `/batches/${code}` }),
      batchOf: (answer) => answer,
      page: (after) => ({ method: 'GET', path: `/lots?exporter=${EXPORTER}${after ? `&${after}` : ''}` }),
      lotsOf: (answer) => answer.map(plainLot),
      next: (answer) => {
        const { createdAt, id } = answer.at(-1);
        return new URLSearchParams({ before: createdAt, id }).toString();
      },
    },
    postgraphile: {
      batch: (code) => graphile(POSTGRAPHILE_BATCH, { code }),
      batchOf: ({ data }) => batchOfPostgraphile(data.batchByCode),
      page: (after) => graphile(POSTGRAPHILE_LOTS, { exporter: EXPORTER, after }),
      lotsOf: ({ data }) => data.allLots.nodes.map(lotOfPostgraphile),
      next: ({ data }) => data.allLots.pageInfo.endCursor,
    },
  };
}
