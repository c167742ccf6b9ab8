package org.schoolapprovals.policyreview.web;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.schoolapprovals.policyreview.Acknowledgement;
import org.schoolapprovals.policyreview.PolicyStanding;
import org.schoolapprovals.policyreview.PolicyVersion;
import org.schoolapprovals.schoolcalendar.SchoolTime;

/**
 * A version of the policy, in words.
 *
 * @param standing whether it is in force, and since or until when
 * @param html its text; empty where none could be read
 * @param changes where it stands beside the version before; empty for the first
 * @param confirm what the reader has to do about it; empty for nothing
 */
record VersionPage(
        UUID id,
        String link,
        String title,
        String reference,
        String standing,
        String style,
        String inForceFrom,
        String published,
        String reviewDue,
        String changeSummary,
        String fileName,
        String fileKind,
        String html,
        String changes,
        Optional<Confirm> confirm) {

    /**
     * @param sentence by when, or that it is done
     * @param open whether it can be confirmed now
     */
    record Confirm(String sentence, boolean open) {}

    static VersionPage of(
            PolicyVersion version,
            PolicyStanding standing,
            boolean hasBefore,
            Optional<String> html,
            Optional<Acknowledgement> asked) {
        String link = "/policy/versions/" + version.id();
        boolean inForce = is(version, standing.inForce());
        boolean coming = version.inForceFrom().isAfter(standing.day());
        return new VersionPage(
                version.id(),
                link,
                "Version " + version.number(),
                version.reference(),
                inForce
                        ? "In force"
                        : coming ? "In force from " + SchoolTime.format(version.inForceFrom()) : "Replaced",
                inForce ? "badge-ok" : coming ? "badge-warn" : "badge-quiet",
                SchoolTime.format(version.inForceFrom()),
                version.review().isPresent() ? SchoolTime.format(version.publishedAt()) : "",
                inForce ? standing.reviewDue().map(due -> due(due, standing)).orElse("") : "",
                version.review().isPresent() ? version.changeSummary() : "",
                version.document().fileName(),
                version.document().kind().words(),
                html.orElse(""),
                hasBefore ? link + "/changes" : "",
                asked.map(VersionPage::confirm));
    }

    private static boolean is(PolicyVersion version, Optional<PolicyVersion> other) {
        return other.map(PolicyVersion::id).filter(version.id()::equals).isPresent();
    }

    private static String due(LocalDate due, PolicyStanding standing) {
        return SchoolTime.format(due) + (standing.isOverdue() ? " (overdue)" : "");
    }

    private static Confirm confirm(Acknowledgement asked) {
        return switch (asked.state()) {
            case ASKED -> new Confirm("Please read it and confirm by " + SchoolTime.format(asked.end()) + ".", true);
            case MISSING ->
                new Confirm(
                        "You were asked to confirm it by " + SchoolTime.format(asked.end())
                                + ". Please read it and confirm it now: it is recorded as late.",
                        true);
            case CONFIRMED, LATE ->
                new Confirm(
                        "You confirmed on "
                                + asked.confirmedAt().map(SchoolTime::format).orElse("") + " that you have read it.",
                        false);
            case LEFT -> new Confirm("You do not have to confirm it.", false);
        };
    }
}
