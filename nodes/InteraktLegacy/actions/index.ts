import type { Resource } from '../../Interakt/actions/operation';
import { lead } from './lead';
import { member } from './member';

/** Everything that the Interakt Members & Leads node can do. */
export const resources: readonly Resource[] = [lead, member];
