import { nearestTemplates } from '../../../nodes/Interakt/templates/locator';
import { definition } from './reading.cts';

const names = ['order_update', 'order_shipped', 'welcome_message', 'diwali_offer', 'payment_reminder'];
const templates = [
	...names.map((name) => definition({}, name)),
	definition({ language: 'hi' }, 'welcome_message'),
	definition({ display_name: 'Seasonal greetings from us' }, 'seasonal_2024_v3'),
	definition({ approval_status: 'PENDING' }, 'order_updates'),
	definition({ approval_status: 'REJECTED' }, 'shipping_delay'),
];

const nearest = (name: string) => nearestTemplates(templates, name);

test.each([
	['oder_update', 'order_update (en)'],
	['order_updaet', 'order_update (en)'],
	['orderupdate', 'order_update (en)'],
	['Order Update', 'order_update (en)'],
	['ORDER-UPDATE', 'order_update (en)'],
	['update_order', 'order_update (en)'],
	['diwali_offers_2024', 'diwali_offer (en)'],
	['reminder_payment', 'payment_reminder (en)'],
	['seasonal greetings', 'seasonal_2024_v3 (en)'],
])('%s is most like %s', (typed, wanted) => {
	expect(nearest(typed)[0]).toBe(wanted);
});

test('the languages of a name are told when the name is right', () => {
	expect(nearest('welcome_message').slice(0, 2)).toEqual(['welcome_message (en)', 'welcome_message (hi)']);
});

test('at most three are told, best first', () => {
	expect(nearest('order_shippd')).toEqual(['order_shipped (en)', 'order_update (en)']);
	expect(nearest('welcome_order_message')).toHaveLength(3);
});

test.each(['order_updates', 'shipping_delay'])('one that is not approved is not told: %s', (name) => {
	expect(nearest(name).join()).not.toContain(name);
});

test.each(['', 'xyz', '🪔', '!!!', 'qqqqqqqqqqqqqq'])('nothing is like %j', (name) => {
	expect(nearest(name)).toEqual([]);
});

test('among no templates there is none', () => {
	expect(nearestTemplates([], 'order_update')).toEqual([]);
});
