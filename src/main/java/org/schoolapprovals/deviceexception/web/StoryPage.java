package org.schoolapprovals.deviceexception.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.schoolapprovals.deviceexception.Closure;
import org.schoolapprovals.deviceexception.DeviceExceptionRequest;
import org.schoolapprovals.deviceexception.ExceptionStory;
import org.schoolapprovals.deviceexception.ExceptionStory.Happening;
import org.schoolapprovals.deviceexception.ExceptionSummary;
import org.schoolapprovals.deviceexception.Group;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.web.Step;

/** The page of one exception, in words. */
record StoryPage(
        String link,
        String reference,
        String trip,
        String requester,
        String standing,
        String style,
        String mark,
        String due,
        boolean waiting,
        boolean inUse,
        List<Step> steps,
        List<Fact> facts,
        Optional<Approval> approval,
        List<Entry> timeline,
        boolean mayWithdraw,
        boolean mayRevoke,
        boolean hasLetter) {

    /** A fact with its name. */
    record Fact(String name, String value) {}

    /**
     * The approval that it rests on.
     *
     * @param conditions empty for none
     */
    record Approval(String by, String at, String conditions) {}

    /**
     * Something that happened.
     *
     * @param by who did it and in which role; empty where the clock did
     * @param text what was said about it; may be empty
     */
    record Entry(String at, String machineTime, String title, String by, String text) {}

    static StoryPage of(ExceptionStory story) {
        ExceptionSummary summary = story.summary();
        return new StoryPage(
                "/exceptions/" + summary.id(),
                summary.reference(),
                summary.tripName(),
                summary.requesterName(),
                Standing.words(summary),
                Standing.style(summary.state()),
                summary.mark().words(),
                Standing.due(summary),
                summary.group() == Group.WAITING,
                summary.group() == Group.ACTIVE,
                Standing.steps(summary),
                facts(story),
                approval(story),
                story.timeline().stream()
                        .map(happening -> entry(happening, story))
                        .toList(),
                story.mayWithdraw(),
                story.mayRevoke(),
                story.hasLetter());
    }

    private static List<Fact> facts(ExceptionStory story) {
        DeviceExceptionRequest request = story.request();
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact("Requested by", story.summary().requesterName()),
                new Fact("Kind", request.kind().words()),
                new Fact("Destination", request.destination()),
                new Fact("Departs", SchoolTime.format(request.departure())),
                new Fact("Returns", SchoolTime.format(request.homecoming())),
                new Fact("Party", request.partyInWords()),
                new Fact("Device", request.deviceInWords()),
                new Fact("Uses and contacts", request.contactsAndUsesInWords()),
                new Fact("Why not a school phone", request.whyNotSchoolPhone()),
                new Fact("Safeguards", request.safeguardsInWords()),
                new Fact("Decided by", "the " + story.deciders().title().toLowerCase(Locale.UK))));
        if (story.summary().closure() != Closure.NOT_NEEDED) {
            facts.add(new Fact("Closure", story.summary().closure().words()));
        }
        return facts;
    }

    private static Optional<Approval> approval(ExceptionStory story) {
        return story.hasLetter()
                ? story.ruling()
                        .map(ruling -> new Approval(
                                story.rulingByName() + ", " + inRole(ruling.role(), ruling.onBehalfOf()),
                                SchoolTime.format(ruling.at()),
                                ruling.conditions()))
                : Optional.empty();
    }

    private static Entry entry(Happening happening, ExceptionStory story) {
        String role = story.decisions().stream()
                .filter(line -> line.decision().decidedAt().equals(happening.at())
                        && line.byName().equals(happening.byName()))
                .map(line ->
                        ", " + inRole(line.decision().role(), line.decision().onBehalfOf()))
                .findFirst()
                .orElse("");
        return new Entry(
                SchoolTime.format(happening.at()),
                happening.at().toString(),
                happening.type().title(),
                happening.byName().isEmpty() ? "" : happening.byName() + role,
                happening.text());
    }

    /** Such as {@code deputy head for the head teacher}. */
    static String inRole(Role role, Optional<Role> onBehalfOf) {
        return role.title().toLowerCase(Locale.UK)
                + onBehalfOf
                        .map(other -> " for the " + other.title().toLowerCase(Locale.UK))
                        .orElse("");
    }
}
