import { Injectable } from '@nestjs/common';
import { Feed, since } from '../ledger/ledger-feed.queries.js';

/**
 * Tells of jobs that changed, as the ledger's feed tells of entries. Progress is no entry of the ledger, which keeps for
 * ever what it is told; a job's row says where its latest change stands. Several changes between two looks are one.
 */
@Injectable()
export class JobFeed extends Feed {
  protected readonly sql = since('job', 'changed_in', 'ARRAY[id]');
}
