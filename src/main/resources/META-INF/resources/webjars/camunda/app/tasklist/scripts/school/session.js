/*
 * One sign-in, at the school's own page: Tasklist's own is never shown. Whoever signs out lands there; whoever was away for too
 * long signs in there and comes back to where they were.
 */

const DRAFT = 'camunda-form:';
const DRAFTS_OF = 'school-approvals:drafts-of';

/* What Tasklist keeps of forms that were not sent, so that nothing typed is lost when a session ends. */
const forgetDrafts = only =>
  Object.keys(localStorage)
    .filter(key => key.startsWith(only ?? DRAFT))
    .forEach(key => localStorage.removeItem(key));

export const keepSession = root => [
  '$rootScope',
  '$location',
  ($rootScope, $location) => {
    let leaving = false;

    const leave = to => {
      if (leaving) {
        return;
      }
      leaving = true;
      if (to) {
        window.location.assign(root + to);
      } else {
        window.location.reload();
      }
    };

    const wayBack = () => {
      const { task, processStart } = $location.search();
      if (typeof task === 'string') {
        return `/tasks/${encodeURIComponent(task)}`;
      }
      return typeof processStart === 'string' ? `/start/${encodeURIComponent(processStart)}` : null;
    };

    $rootScope.$on('authentication.logout.success', event => {
      event.preventDefault();
      window.addEventListener('pagehide', () => forgetDrafts());
      leave('/login?logout');
    });

    $rootScope.$on('authentication.login.required', event => {
      event.preventDefault();
      leave(wayBack());
    });

    $rootScope.$on('$routeChangeStart', (event, next) => {
      if (next.$$route?.originalPath === '/login') {
        event.preventDefault();
        leave('/login');
      }
    });

    $rootScope.$on('authentication.changed', (event, person) => {
      if (!person) {
        return;
      }
      if (localStorage.getItem(DRAFTS_OF) !== person.name) {
        forgetDrafts();
        localStorage.setItem(DRAFTS_OF, person.name);
      }
      document.body.classList.toggle('administrator', person.authorizedApps.includes('admin'));
    });

    /* The draft of a start form bears no name of its process: it is for the one that was just being started. */
    if (!$location.search().processStart) {
      forgetDrafts(`${DRAFT}undefined`);
    }
  }
];
