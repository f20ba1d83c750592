/** E-mail addresses as people, mail programs and CRMs write them. */
import { addressIn, emailOf, readEmailAddress } from '../../../nodes/Interakt/input/email';
import { Findings } from '../../../nodes/Interakt/input/findings';

const asha = 'asha@example.com';

test.each([
	asha,
	' ASHA@Example.COM ',
	`mailto:${asha}?subject=Hi`,
	`MailTo:${asha}`,
	`Asha <${asha}>`,
	`"Rao, Asha" <${asha}>`,
	`<${asha}>`,
	`${asha},`,
	`${asha} ;;`,
	`'${asha}`,
	`"${asha}"`,
	`\`${asha}\``,
	`="${asha}"`,
	`'' ${asha}`,
	`\u200b${asha}`,
	'ａｓｈａ@example.com',
])('%j is the address of Asha', (given) => expect(addressIn(given)).toBe(asha));

test.each([
	['आशा@उदाहरण.भारत', 'आशा@उदाहरण.भारत'],
	['a.b+c@sub-domain.example.co.in', 'a.b+c@sub-domain.example.co.in'],
	["o'neil@example.com", "o'neil@example.com"],
	['a@1.example.com', 'a@1.example.com'],
])('%s is %s', (given, address) => expect(addressIn(given)).toBe(address));

test.each([
	'',
	'asha',
	'asha@example',
	'@example.com',
	'asha@@example.com',
	'asha@example..com',
	'asha@-example.com',
	'asha@example.com-',
	'asha@example.c',
	'asha@example.1m',
	'asha rao@example.com',
	'a@example.com, b@example.com',
	'a@example.com b@example.com',
	`<a@example.com> <${asha}>`,
	`Asha <${asha}> Rao`,
	`${'a'.repeat(500)}@example.com`,
])('%j is none', (given) => expect(addressIn(given)).toBeUndefined());

describe('a field for an address', () => {
	const read = (value: unknown) => {
		const findings = new Findings();
		const address = readEmailAddress(value, 'Email', findings);
		return { address, found: findings.found, notices: findings.notices };
	};

	test.each<[unknown, string]>([
		[[{ value: asha }], 'a list'],
		[{ primary: asha }, 'an object'],
		['[{"value": "asha@example.com"}]', 'a list'],
		[[{ value: 'b@example.com' }, { value: asha, primary: true }], 'a list'],
	])('takes it out of %j, with a notice', (value, kind) => {
		expect(read(value)).toEqual({
			address: asha,
			found: [],
			notices: [`Email: "${asha}" was taken out of ${kind}`],
		});
	});

	test.each<[unknown, string, string]>([
		[
			[asha, 'b@example.com'],
			'holds a list with several email addresses',
			'Choose one: for the first, write [0] at the end of the expression.',
		],
		[{ id: 7 }, 'holds an object without an email address', 'Give Email a single value.'],
		['asha', '"asha" is not an email address', 'Write it like asha@example.com.'],
	])('refuses %j', (value, what, remedy) => {
		expect(read(value).found).toEqual([{ field: 'Email', what, remedy }]);
	});

	test('has to be filled in, and cuts what it shows', () => {
		expect(read('').found).toMatchObject([{ what: 'is empty' }]);
		expect(read('x'.repeat(120)).found).toMatchObject([
			{ what: `"${'x'.repeat(100)}" is not an email address` },
		]);
	});
});

test.each<[unknown, string | undefined]>([
	[asha, asha],
	[[{ value: asha }], asha],
	[[asha, asha], asha],
	[[asha, 'b@example.com'], undefined],
	[7, undefined],
	[null, undefined],
])('the address of %j is %j', (value, address) => expect(emailOf(value)).toBe(address));
