import type { BenchCase } from '../case.cts';
import { contacts } from './contacts.cts';
import { lists } from './lists.cts';
import { burst, windows } from './limited.cts';
import { loading } from './loading.cts';
import { many } from './many.cts';
import { queue } from './queue.cts';
import { templates } from './unlimited.cts';
import { webhookLoads, webhookRate } from './webhooks.cts';

/** All cases, the cheap ones first. */
export const cases: BenchCase[] = [
	loading,
	lists,
	burst,
	templates,
	contacts,
	many,
	...webhookLoads,
	webhookRate,
	queue,
	...windows,
];
