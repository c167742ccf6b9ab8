/* Dates as the school writes them, in the school's time, wherever the browser stands. */

const ZONE = 'Europe/London';
const LANGUAGE = 'en-GB';
const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' };
const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const dayFormat = new Intl.DateTimeFormat(LANGUAGE, { timeZone: ZONE, ...day });
const timeFormat = new Intl.DateTimeFormat(LANGUAGE, { timeZone: ZONE, ...time });
const relativeFormat = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto' });
const dayNumberFormat = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE });

/* The engine writes +0000, which not every browser reads. */
const moment = value => new Date(typeof value === 'string' ? value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2') : value);

/* "Mon, 23 Nov 2026, 08:30" without the first comma */
export const inWords = value => {
  const at = moment(value);
  return `${dayFormat.format(at).replace(',', '')}, ${timeFormat.format(at)}`;
};

/* "today", "tomorrow", "in 3 days", "2 days ago": by the days of the school's calendar, not by hours */
export const fromNow = value => {
  const dayOf = date => Date.parse(dayNumberFormat.format(date)) / 86_400_000;
  return relativeFormat.format(dayOf(moment(value)) - dayOf(new Date()), 'day');
};

export const isPast = value => moment(value) < new Date();
