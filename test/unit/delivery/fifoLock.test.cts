import { FifoLock, type Ticket } from '../../../nodes/Interakt/delivery/fifoLock';

const settle = async () => await new Promise(setImmediate);

/** So many who wait, and who of them was called. */
function waiting(count: number) {
	const lock = new FifoLock();
	const called: number[] = [];
	const tickets = Array.from({ length: count }, (_, index) => {
		const ticket = lock.enter();
		void ticket.called.then(() => called.push(index));
		return ticket;
	});
	const first = () => tickets.findIndex((ticket) => ticket.isFirst());
	const leave = async (index: number) => {
		(tickets[index] as Ticket).leave();
		await settle();
	};
	return { lock, called, tickets, first, leave };
}

test('who came first is first, and nobody has to be called', async () => {
	const { tickets, called } = waiting(3);
	await settle();

	expect(tickets.map((ticket) => ticket.isFirst())).toEqual([true, false, false]);
	expect(called).toEqual([]);
});

test('the next is called when the first leaves', async () => {
	const { called, first, leave } = waiting(3);
	await leave(0);

	expect([first(), called]).toEqual([1, [1]]);
	await leave(1);
	expect([first(), called]).toEqual([2, [1, 2]]);
});

test('who leaves before it is their turn is left out', async () => {
	const { called, first, leave } = waiting(3);
	await leave(1);
	expect(first()).toBe(0);
	await leave(0);

	expect([first(), called]).toEqual([2, [0, 2]]);
});

test('who comes after all have left is first', async () => {
	const { lock, first, leave } = waiting(2);
	await leave(0);
	await leave(1);

	expect(first()).toBe(-1);
	expect(lock.enter().isFirst()).toBe(true);
});
