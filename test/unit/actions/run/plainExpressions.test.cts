import { resolverOf } from '../../../../nodes/Interakt/actions/run/input';

const item = {
	phone: '9999999999',
	'Full Name': 'Asha Rao',
	address: { city: 'पुणे', 'post code': 411001 },
	none: null,
};

test.each<[unknown, unknown]>([
	['={{ $json.phone }}', '9999999999'],
	['={{$json.phone}}', '9999999999'],
	['={{ $json["Full Name"] }}', 'Asha Rao'],
	["={{ $json['Full Name'] }}", 'Asha Rao'],
	['={{ $json.address.city }}', 'पुणे'],
	['={{ $json.address["post code"] }}', 411001],
	['={{ $json.missing }}', undefined],
	['={{ $json.missing.city }}', undefined],
	['={{ $json.phone.length }}', undefined],
	['={{ $json.constructor }}', undefined],
	['={{ $json.none }}', null],
	['as it is', 'as it is'],
	[7, 7],
	[
		{ values: [{ value: '={{ $json.phone }}' }, { value: 'fixed' }] },
		{ values: [{ value: '9999999999' }, { value: 'fixed' }] },
	],
])('%j is read from the item', (raw, expected) => {
	expect(resolverOf(raw)?.(item)).toEqual(expected);
});

test.each([
	'=Hello {{ $json.phone }}',
	'={{ $json.phone }} ',
	'={{ $json.phone.trim() }}',
	'={{ $json.phone + 1 }}',
	'={{ $json["a" + "b"] }}',
	'={{ $json }}',
	'={{ $json[0] }}',
	"={{ $('Items').item.json.phone }}",
	'={{ $now }}',
	'=',
])('%j is left to n8n', (raw) => {
	expect(resolverOf(raw)).toBeUndefined();
	expect(resolverOf({ values: [{ value: raw }] })).toBeUndefined();
});
