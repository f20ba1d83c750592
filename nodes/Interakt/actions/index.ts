import type { Operation, Resource } from './operation';
import { contact } from './contact';
import { event } from './event';
import { message } from './message';

/** Everything that the Interakt node can do: the node, the tests and the documentation read it from here. */
export const resources: readonly Resource[] = [contact, event, message];

/** The operation behind the node's Resource and Operation parameters, or nothing when there is none. */
export function findOperation(resource: string, operation: string): Operation | undefined {
	return resources
		.find(({ value }) => value === resource)
		?.operations.find(({ option }) => option.value === operation);
}
