/* Tasklist's words where a school says it otherwise; the rest stays as it comes. */
export const WORDS = {
  CLOSE_TASK: 'Close',
  COMPLETE_ERROR: 'Not done yet',
  FORM_FAILURE: 'The form cannot be shown:',
  MY_PROFILE: 'My profile',
  NO_AVAILABLE_FILTER: 'There is no queue for you.',
  NO_DIAGRAM: 'There is no diagram to show.',
  NO_MATCHING_TASK: 'Nothing waits here.',
  NO_PROCESS_DEFINITION_AVAILABLE: 'There is nothing that you may start.',
  PROCESS_START_ERROR: 'Not sent yet',
  PROCESS_START_OK: 'Sent. The home page shows where it stands.',
  SELECT_TASK_IN_LIST: 'Choose a task in the list.',
  SIGN_OUT_ACTION: 'Sign out',
  TASK_HAS_BEEN_REMOVED: 'This task is done or has gone to somebody else.',
  TASK_NOT_EXIST: 'This task is done or has gone to somebody else.'
};
