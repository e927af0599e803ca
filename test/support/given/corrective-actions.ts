import { mutation } from './documents.js';

const ACTION = 'id organisationId takenOn measures attachmentId recordedById confirmedAt confirmedById';
const onAction = (name: string): string =>
  mutation(name, `... on CorrectiveActionPayload { correctiveAction { ${ACTION} } }`);

/** The operations on corrective actions, as a client sends them. */
export const correctiveActionDocuments = {
  recordCorrectiveAction: onAction('recordCorrectiveAction'),
  confirmCorrectiveAction: onAction('confirmCorrectiveAction'),
  correctiveActions: `query ($filter: CorrectiveActionFilter, $first: Int = 25, $after: String) {
    correctiveActions(filter: $filter, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { ${ACTION} } } } }`,
};
