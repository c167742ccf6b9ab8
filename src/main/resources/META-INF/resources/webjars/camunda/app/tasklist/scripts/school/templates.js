/* The parts of Tasklist that are laid out anew: a task's facts in the list, and what stands above its form. */

/*
 * Only "Claim" and "Unclaim" remain: dates, groups and other people's assignments are for the rules to set. They are one button,
 * which stays in its place and is never disabled, so that the keyboard's focus is not lost when it is pressed.
 */
export const TASK_HEAD = `
  <p class="school-back">
    <button type="button" class="btn btn-default" school-back>Back to the list</button>
  </p>
  <p class="school-task-head">
    <span class="due-date" ng-if="task.due" ng-class="{overdue: (task.due | schoolPast)}">
      Due <span am-time-ago="task.due"></span>
    </span>
    <span class="offered-to" ng-if="groupNames.length">Offered to {{ groupNames.join(', ') }}</span>
    <span class="assignee" ng-if="hasAssignee() && !isAssignee">
      Claimed by {{ assignee.firstName || assignee.lastName ? assignee.firstName + ' ' + assignee.lastName : assignee.id }}
    </span>
    <span class="assignee" ng-if="isAssignee">{{ groupNames.length ? 'Claimed by you' : 'Meant for you' }}</span>
    <span class="school-hint" ng-if="!hasAssignee()">Claim it to fill in the form.</span>
    <button type="button"
            class="claim btn"
            ng-show="isAssignee ? groupNames.length : !assignee"
            ng-class="isAssignee ? 'unclaim btn-default' : 'btn-primary'"
            ng-click="submitInProgress || (isAssignee ? unclaim() : claim())">{{ (isAssignee ? 'UNCLAIM_TASK' : 'CLAIM_TASK') | translate }}</button>
  </p>`;

export const TASK_FACTS = `
  <dl class="school-facts">
    <div ng-repeat="info in variableDefinitions"
         ng-if="variablesByName[info.name].value"
         class="fact-{{ info.name }}">
      <dt>{{ info.label }}</dt>
      <dd ng-switch="variablesByName[info.name].type">
        <span ng-switch-when="Date">{{ variablesByName[info.name].value | camDate }}</span>
        <span ng-switch-default>{{ variablesByName[info.name].value }}</span>
      </dd>
    </div>
  </dl>`;
