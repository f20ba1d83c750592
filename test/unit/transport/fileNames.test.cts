/** Names and types of files as programs, links and older browsers give them. */
import { fits } from '../../../nodes/Interakt/input/file';
import { bareType, type GivenFile, nameAndType } from '../../../nodes/Interakt/transport/multipart';

const bytes = (text: string) => Buffer.from(text, 'latin1');

test.each<[GivenFile, string, string]>([
	[{ mimeType: 'image/jpg' }, 'image.jpg', 'image/jpeg'],
	[{ mimeType: 'audio/mp3' }, 'audio.mp3', 'audio/mpeg'],
	[{ mimeType: 'audio/x-m4a' }, 'audio.m4a', 'audio/mp4'],
	[{ mimeType: 'application/x-pdf', fileName: 'a.pdf' }, 'a.pdf', 'application/pdf'],
	[{ mimeType: 'application/force-download', fileName: 'a.pdf' }, 'a.pdf', 'application/pdf'],
	[{ mimeType: 'application/x-download', start: bytes('%PDF-1.4') }, 'document.pdf', 'application/pdf'],
	[{ mimeType: 'multipart/form-data', fileName: 'a.jpg' }, 'a.jpg', 'image/jpeg'],
	[{ mimeType: 'application/pdf', fileName: 'Invoice 1042' }, 'Invoice 1042', 'application/pdf'],
	[{ start: bytes('%PDF-1.4'), fileName: 'Invoice No. 5' }, 'Invoice No. 5.pdf', 'application/pdf'],
	[{ mimeType: 'constructor', fileName: 'a.pdf' }, 'a.pdf', 'application/pdf'],
	[{ mimeType: 'application/pdf', fileName: '/files/a.pdf' }, 'a.pdf', 'application/pdf'],
	[{ mimeType: 'application/pdf', fileName: 'C:\\x\\a.pdf' }, 'a.pdf', 'application/pdf'],
	[{ mimeType: '', fileName: 'a.pdf?X-Amz-Date=1&b=2' }, 'a.pdf', 'application/pdf'],
	[{ mimeType: 'application/pdf', fileExtension: '.pdf' }, 'document.pdf', 'application/pdf'],
	[{ mimeType: 'application/pdf', fileExtension: '..PDF' }, 'document.pdf', 'application/pdf'],
	[{ mimeType: 'application/gzip', fileExtension: 'tar.gz' }, 'document.tar.gz', 'application/gzip'],
	[{ mimeType: ' Image/JPG ', fileName: 'a' }, 'a', 'image/jpeg'],
	[{ mimeType: 'application/pdf', fileName: 'Order #X-1.pdf' }, 'Order #X-1.pdf', 'application/pdf'],
	[{ mimeType: 'application/pdf', fileName: 'Paid?.pdf' }, 'Paid?.pdf', 'application/pdf'],
	[{ start: bytes('\x1aE\xdf\xa3') }, 'video.webm', 'video/webm'],
	[{ start: bytes('\xff\xf3\x90') }, 'audio.mp3', 'audio/mpeg'],
	[{ mimeType: 'audio/ogg; codecs=opus' }, 'audio.ogg', 'audio/ogg; codecs=opus'],
])('%j is %s, of the type %s', (file, fileName, mimeType) => {
	expect(nameAndType(file)).toEqual({ fileName, mimeType });
});

test('an older name of a type is judged by its usual one', () => {
	expect(bareType(' IMAGE/JPG ; a=b')).toBe('image/jpeg');
	expect(fits('application/x-pdf', 'image')).toBe(false);
	expect(fits('application/force-download', 'image')).toBe(true);
});
