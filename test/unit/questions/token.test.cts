import {
	askedTokenOf,
	choiceNumber,
	newNonce,
	readAsked,
	readToken,
	tokenOf,
	withAsked,
	withoutToken,
	withoutTokens,
} from '../../../nodes/Interakt/questions/token';

const signing = { key: 'Basic a-key-for-tests', phoneNumber: '+919999999999' };
const asking = { executionId: '123456789012345', nonce: 'Ab_-9zZ0', resumeToken: 'f'.repeat(63) + '0' };
const question = { ...asking, askedAt: 1_760_000_000_123, until: 1_760_086_400_000, takesText: true };

test('a token is read as it was written, and fits the payload of a quick reply', () => {
	for (const choice of [0, 9]) {
		const token = tokenOf({ ...asking, choice }, signing);
		expect(token.length).toBeLessThanOrEqual(90);
		expect(readToken(token, signing)).toEqual({ ...asking, choice });
	}
});

test('a token in which a single character is another one is none', () => {
	for (const [token, read] of [
		[tokenOf({ ...asking, choice: 1 }, signing), readToken],
		[askedTokenOf(question, signing), readAsked],
	] as const) {
		for (let index = 0; index < token.length; index++) {
			const other = token[index] === '1' ? '2' : '1';
			expect(read(token.slice(0, index) + other + token.slice(index + 1), signing)).toBeUndefined();
		}
	}
});

test('a token of another account or person, what is longer, shorter or anything else is none', () => {
	const token = tokenOf({ ...asking, choice: 1 }, signing);
	expect(readToken(token, { ...signing, key: 'Basic another' })).toBeUndefined();
	expect(readToken(token, { ...signing, phoneNumber: '+919999900002' })).toBeUndefined();
	const asked = askedTokenOf(question, signing);
	for (const text of [undefined, '', 'Yes', `${token} `, ` ${token}`, token.slice(1), token + token, asked]) {
		expect(readToken(text, signing)).toBeUndefined();
	}
});

test('the token of a question stands in front of what the person gave as callback data', () => {
	for (const takesText of [true, false]) {
		const token = askedTokenOf({ ...question, takesText }, signing);
		expect(token.length).toBeLessThanOrEqual(106);
		for (const given of ['', 'order 1042', ' two  spaces ', 'n8n1.']) {
			const callbackData = withAsked(token, given);
			expect(readAsked(callbackData, signing)).toEqual({ ...question, takesText });
			expect(withoutToken(callbackData)).toBe(given === '' ? undefined : given);
		}
	}
});

test('callback data of anybody else is no question, and stays as it is', () => {
	const token = askedTokenOf(question, signing);
	expect(readAsked(token, { ...signing, key: 'Basic another' })).toBeUndefined();
	expect(readAsked(token, { ...signing, phoneNumber: '+919999900002' })).toBeUndefined();
	for (const text of [undefined, 'order 1042', ` ${token}`, `order ${token}`, 'n8n1.1.2', `${token}x`]) {
		expect(readAsked(text, signing)).toBeUndefined();
	}
	for (const text of [undefined, 'order 1042', ` ${token}`, 'n8n1.1.2']) {
		expect(withoutToken(text)).toBe(text);
	}
	expect(readAsked(tokenOf({ ...asking, choice: 1 }, signing), signing)).toBeUndefined();
});

test('the token of a choice is shown as its number, any other ID as it is', () => {
	expect(choiceNumber(tokenOf({ ...asking, choice: 0 }, signing))).toBe('1');
	expect(choiceNumber(tokenOf({ ...asking, choice: 9 }, signing))).toBe('10');
	const asked = askedTokenOf(question, signing);
	for (const id of [undefined, '', 'yes', '7', asked, `${tokenOf({ ...asking, choice: 0 }, signing)} `]) {
		expect(choiceNumber(id)).toBe(id);
	}
});

test('no two nonces are the same', () => {
	expect(new Set(Array.from({ length: 1_000 }, newNonce)).size).toBe(1_000);
});

test('a request without its tokens is the same for each asking, and another for other choices', () => {
	const sent = (nonce: string, choices: number[]) => {
		const [first = '', second = ''] = choices.map((choice) => tokenOf({ ...asking, nonce, choice }, signing));
		const buttons = [{ reply: { id: first, title: 'Yes' } }];
		return withoutTokens({ path: '/message/', body: { data: { buttons }, payload: { '1': [second] } } });
	};

	expect(sent('AAAAAAAA', [0, 1])).toEqual({
		path: '/message/',
		body: { data: { buttons: [{ reply: { id: '0', title: 'Yes' } }] }, payload: { '1': ['1'] } },
	});
	expect(sent('AAAAAAAA', [0, 1])).toEqual(sent('BBBBBBBB', [0, 1]));
	expect(sent('AAAAAAAA', [0, 1])).not.toEqual(sent('AAAAAAAA', [1, 0]));
});
