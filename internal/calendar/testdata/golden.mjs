// Writes golden.txt: what ICU (through Intl) says of every day from 1930 to 2035 in the calendars of this package.
// The first line is the SHA-256 of all lines; of the lines themselves every 97th is kept, to show where a difference is.
// Run: node golden.mjs > golden.txt
import { createHash } from 'node:crypto';

const format = (calendar) =>
  new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, { year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC' });
const formats = ['persian', 'ethiopic', 'islamic-civil'].map(format);

function day(fmt, date) {
  const part = {};
  for (const { type, value } of fmt.formatToParts(date)) part[type] = value;
  return `${(part.year ?? part.relatedYear).padStart(4, '0')}-${part.month.padStart(2, '0')}-${part.day.padStart(2, '0')}`;
}

const lines = [];
for (let t = Date.UTC(1930, 0, 1); t < Date.UTC(2036, 0, 1); t += 86400000) {
  const date = new Date(t);
  lines.push([date.toISOString().slice(0, 10), ...formats.map((f) => day(f, date))].join(' ') + '\n');
}
process.stdout.write(`${createHash('sha256').update(lines.join('')).digest('hex')} ${lines.length} days, ICU ${process.versions.icu}\n`);
process.stdout.write(lines.filter((_, i) => i % 97 === 0).join(''));
