package org.schoolapprovals.people;

import java.util.Arrays;
import java.util.Optional;

/** What a person is responsible for in the school; each role is a group of the engine. */
public enum Role {
    STAFF("staff", "Staff"),
    OFFICE("office", "Office"),
    SOCIAL_MEDIA("social-media", "Social media"),
    HEAD_TEACHER("head-teacher", "Head teacher"),
    DEPUTY_HEAD("deputy-head", "Deputy head"),
    GOVERNORS("governors", "Governors"),
    CHAIR_OF_GOVERNORS("chair-of-governors", "Chair of governors"),
    ADMINISTRATOR("camunda-admin", "Administrator");

    private final String groupId;
    private final String title;

    Role(String groupId, String title) {
        this.groupId = groupId;
        this.title = title;
    }

    /** The id of the engine's group. */
    public String groupId() {
        return groupId;
    }

    /** The role in words, as the school says it. */
    public String title() {
        return title;
    }

    /** The role behind a group of the engine; empty for a group that somebody else made. */
    public static Optional<Role> ofGroup(String groupId) {
        return Arrays.stream(values())
                .filter(role -> role.groupId.equals(groupId))
                .findFirst();
    }
}
