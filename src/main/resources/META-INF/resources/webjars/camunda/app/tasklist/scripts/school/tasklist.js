/* Makes Tasklist the school's own. Tasklist loads this script before it starts its application. */

import { keepAim } from './aim.js';
import { fromNow, inWords, isPast } from './dates.js';
import { photoForms } from './photos.js';
import { policyForms } from './policy.js';
import { keepSession } from './session.js';
import { TASK_FACTS, TASK_HEAD } from './templates.js';
import { WORDS } from './words.js';

const root = document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '');
const frame = fetch(`${root}/tasklist.json`).then(answer => answer.json());

const laidOutAs = template => [
  '$delegate',
  ([directive]) => {
    directive.template = template;
    return [directive];
  }
];

/* Beside a relative date the date itself */
const absoluteDates = [
  '$delegate',
  ([directive]) => {
    directive.compile = () => (scope, element, attributes) => {
      scope.$watch(attributes.amTimeAgo, date => element.text(date ? `${inWords(date)} (${fromNow(date)})` : ''));
    };
    return [directive];
  }
];

const ownWords = [
  '$delegate',
  load => options => load(options).then(words => ({ ...words, ...WORDS }))
];

/* After each task Tasklist would ask for others of the same case, by a query that nobody here may make; the queues show them. */
const noFurtherTasks = () => {};

/* The product leads home; below it stands the school. */
const brand = () => ({
  restrict: 'C',
  link: (scope, element) => {
    element.parent().attr({ href: `${root}/`, target: '_self' });
    frame.then(({ school }) =>
      element.append(Object.assign(document.createElement('small'), { textContent: school }))
    );
  }
});

const backToTheList = [
  '$location',
  $location => ({
    link: (scope, element) => element.on('click', () => scope.$apply(() => $location.search('task', null)))
  })
];

/* A phone shows either the list or the task. */
const markOpenTask = [
  '$rootScope',
  '$location',
  ($rootScope, $location) => {
    const mark = () => document.body.classList.toggle('task-open', Boolean($location.search().task));
    $rootScope.$on('$locationChangeSuccess', mark);
    mark();
  }
];

document.querySelector('link[rel="icon"]').href = `${root}/favicon.svg`;
frame.then(({ mayStart }) => document.body.classList.toggle('starts-nothing', !mayStart));
keepAim();
window.schoolPhotos = photoForms(root);
window.schoolPolicy = policyForms(root);
window.flatpickr.localize({ firstDayOfWeek: 1 });

window.angular
  .module('cam.tasklist.custom')
  .config([
    '$provide',
    $provide => {
      $provide.decorator('localeLoader', ownWords);
      $provide.decorator('assignNotification', () => noFurtherTasks);
      $provide.decorator('camDateFilter', () => date => (date ? inWords(date) : ''));
      $provide.decorator('amTimeAgoDirective', absoluteDates);
      $provide.decorator('camTasklistTaskMetaDirective', laidOutAs(TASK_HEAD));
      $provide.decorator('camTasklistVariablesDirective', laidOutAs(TASK_FACTS));
    }
  ])
  .filter('schoolPast', () => isPast)
  .directive('brandName', brand)
  .directive('schoolBack', backToTheList)
  .run(keepSession(root))
  .run(markOpenTask);

export default {
  id: 'school-home',
  pluginPoint: 'tasklist.navbar.action',
  priority: 1000,
  render: container =>
    container.append(
      Object.assign(document.createElement('a'), { href: `${root}/`, target: '_self', textContent: 'Home' })
    )
};
