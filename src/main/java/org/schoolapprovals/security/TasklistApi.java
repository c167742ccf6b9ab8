package org.schoolapprovals.security;

import static org.schoolapprovals.security.Paths.call;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.OPTIONS;
import static org.springframework.http.HttpMethod.POST;

import java.util.List;
import java.util.stream.Stream;
import org.schoolapprovals.people.Role;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The calls of the engine's API that Tasklist really makes for people at work. Everything else under {@code /camunda/api} is for
 * the administrator alone: the API can do far more than anybody here has a use for, such as starting a process in its middle.
 * What a call answers is narrowed further by the engine's authorizations.
 */
final class TasklistApi {

    static final String[] PEOPLE_AT_WORK =
            Stream.of(Role.values()).map(Role::groupId).toArray(String[]::new);

    static final String ENGINE = "/camunda/api/engine/engine/default";

    /** An id as the engine makes it, so that none of these patterns takes in a neighbour such as {@code task/count}. */
    private static final String ID = "[0-9a-f-]{36}";

    private static final String FILTER = ENGINE + "/filter/{id:" + ID + "}";
    private static final String TASK = ENGINE + "/task/{id:" + ID + "}";
    private static final String DEFINITION = ENGINE + "/process-definition/{id:(?:[a-z0-9-]+:[0-9]+:)?" + ID + "}";

    static final List<RequestMatcher> CALLS = List.of(
            // who is signed in
            call(GET, "/camunda/api/admin/auth/user/default"),
            call(GET, "/camunda/api/engine/engine/"),
            call(GET, ENGINE + "/user/{id}/profile"),
            // queues
            call(GET, ENGINE + "/filter"),
            call(OPTIONS, ENGINE + "/filter"),
            call(GET, ENGINE + "/filter/count"),
            call(GET, FILTER),
            call(GET, FILTER + "/count"),
            call(POST, FILTER + "/count"),
            call(POST, FILTER + "/list"),
            // one task, and what follows it
            call(GET, ENGINE + "/task", "processInstanceId", "assignee"),
            call(GET, TASK),
            call(GET, TASK + "/form"),
            call(GET, TASK + "/deployed-form"),
            call(GET, TASK + "/form-variables"),
            call(POST, TASK + "/claim"),
            call(POST, TASK + "/unclaim"),
            call(POST, TASK + "/submit-form"),
            // its place in the diagram
            call(GET, DEFINITION + "/xml"),
            // what can be started
            call(GET, ENGINE + "/process-definition"),
            call(GET, ENGINE + "/process-definition/count"),
            call(GET, DEFINITION + "/startForm"),
            call(GET, DEFINITION + "/deployed-start-form"),
            call(POST, DEFINITION + "/submit-form"));

    private TasklistApi() {}
}
