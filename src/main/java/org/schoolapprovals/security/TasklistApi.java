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

    private static final String ENGINE = "/camunda/api/engine/engine/default";

    static final List<RequestMatcher> CALLS = List.of(
            // who is signed in
            call(GET, "/camunda/api/admin/auth/user/default"),
            call(GET, "/camunda/api/engine/engine/"),
            call(GET, ENGINE + "/user/{id}/profile"),
            // queues
            call(GET, ENGINE + "/filter"),
            call(OPTIONS, ENGINE + "/filter"),
            call(GET, ENGINE + "/filter/{id}"),
            call(GET, ENGINE + "/filter/{id}/count"),
            call(POST, ENGINE + "/filter/{id}/count"),
            call(POST, ENGINE + "/filter/{id}/list"),
            // one task, and what follows it
            call(GET, ENGINE + "/task"),
            call(GET, ENGINE + "/task/{id}"),
            call(GET, ENGINE + "/task/{id}/form"),
            call(GET, ENGINE + "/task/{id}/deployed-form"),
            call(GET, ENGINE + "/task/{id}/form-variables"),
            call(POST, ENGINE + "/task/{id}/claim"),
            call(POST, ENGINE + "/task/{id}/unclaim"),
            call(POST, ENGINE + "/task/{id}/submit-form"),
            // its place in the diagram
            call(GET, ENGINE + "/process-definition/{id}/xml"),
            // what can be started
            call(GET, ENGINE + "/process-definition"),
            call(GET, ENGINE + "/process-definition/count"),
            call(GET, ENGINE + "/process-definition/{id}/startForm"),
            call(GET, ENGINE + "/process-definition/{id}/deployed-start-form"),
            call(POST, ENGINE + "/process-definition/{id}/submit-form"));

    private TasklistApi() {}
}
