/** What a person reads of HTML. */
import { htmlEntity, textOfHtml } from '../../../nodes/Interakt/input/html';
import { isNotAvailable } from '../../../nodes/Interakt/input/placeholder';

test.each([
	['a<!-- note -->b', 'ab'],
	['a<style>p { color: red }</style>b', 'a b'],
	['a<STYLE type="text/css" media="all">p {}</style>b', 'a b'],
	['a<script src="x">if (1) {}</script>b', 'a b'],
	['<title>Page</title>b', ' b'],
	['<styled>a</styled>', ' a '],
	['<b>a</b><i class="x" id="y">b</i>', 'ab'],
	['<strong>a</strong><em>b</em>', 'ab'],
	['<span style="color: red">a</span>', 'a'],
	['<p>a</p><p>b</p>', ' a  b '],
	['a<br/>b<BR>c', 'a b c'],
	['<bold>a', ' a'],
	['1 < 2 > 0', '1 < 2 > 0'],
	['a &amp; b &AMP; c', 'a & b & c'],
	['&#8377;500', '₹500'],
	['&#x20b9;500 &#X20B9;5', '₹500 ₹5'],
	['&frac12; &eacute; &Uuml; &ccedil; &ntilde;', '½ é Ü ç ñ'],
	['&unknown; &#0; &#9999999; &#x110000;', '&unknown; &#0; &#9999999; &#x110000;'],
	['&constructor;', '&constructor;'],
	['&amp', '&amp'],
])('%j is read as %j', (html, text) => expect(textOfHtml(html)).toBe(text));

test.each<[string, boolean]>([
	['&amp;', true],
	['&#39;', true],
	['&#x27;', true],
	['&Eacute;', true],
	['&unknown;', false],
	['&#;', false],
	['AT&T;', false],
])('%s is an entity: %p', (text, is) => expect(htmlEntity.test(text)).toBe(is));

test.each<[string, boolean]>([
	['n/a', true],
	[' N/A ', true],
	['n.a.', true],
	['N. A.', true],
	['N.A', true],
	['NA', false],
	['n-a', false],
	['in/a', false],
	['n/a yet', false],
	['n/xa', false],
])('%j says that it is not available: %p', (text, is) => expect(isNotAvailable(text)).toBe(is));
