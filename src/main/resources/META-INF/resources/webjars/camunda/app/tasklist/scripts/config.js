/*
 * Tasklist's settings. Tasklist imports this file before it starts, so what has to happen earlier than everything else is here.
 */

/* What people here have no use for, or the server refuses to them anyway; "plugin point:id". */
const LEFT_OUT = [
  'tasklist.header:tasklist-sorting',
  'tasklist.list:task-search',
  'tasklist.navbar.action:create-task-action',
  'tasklist.navbar.action:shortcut-help',
  'tasklist.task.action:task-action-comment',
  'tasklist.task.detail:task-detail-description',
  'tasklist.task.detail:task-detail-history'
];

document.querySelector('base').setAttribute('cam-exclude-plugins', LEFT_OUT.join());
document.documentElement.lang = 'en-GB';

/* Tasklist would give up for good where a part of it takes more than seven seconds to come. */
window.require.config({ waitSeconds: 0 });

/* Forms write and read dates in the browser's own language. Many a school's browser is American, and 4/5 would be 5 April there. */
Intl.DateTimeFormat = new Proxy(Intl.DateTimeFormat, {
  apply: (format, self, [, ...options]) => format('en-GB', ...options),
  construct: (format, [language, ...options]) =>
    new format(!language || language === 'default' ? 'en-GB' : language, ...options)
});

export default {
  app: { vendor: 'School', name: 'Approvals' },
  locales: { availableLocales: ['en'], fallbackLocale: 'en' },
  customScripts: ['scripts/school/tasklist']
};
