package org.schoolapprovals.policyreview;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.schoolapprovals.notice.Notice;
import org.schoolapprovals.notice.Notice.Kind;
import org.schoolapprovals.notice.Notices;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.springframework.stereotype.Component;

/** Tells people what became of a review. That something is to be done, the task itself tells. */
@Component
class ReviewNotices {

    private final Notices notices;
    private final People people;

    ReviewNotices(Notices notices, People people) {
        this.notices = notices;
        this.people = people;
    }

    void opened(Review review) {
        tell(
                Kind.TASK,
                with(Role.HEAD_TEACHER),
                "Review opened: " + review.term().name(),
                "The review of the " + review.term().name() + ", " + review.reference() + ", is open"
                        + (review.isPolicyDue() ? " and the policy itself is due to be reviewed (R1)." : "."),
                page(review));
    }

    /** The chair signed it off or returned it. */
    void decided(Review review) {
        SignOff signOff = review.round().flatMap(Round::signOff).orElseThrow();
        Set<String> told = with(Role.HEAD_TEACHER, Role.GOVERNORS, Role.CHAIR_OF_GOVERNORS);
        review.preparation().map(Preparation::by).ifPresent(told::add);
        told.remove(signOff.by());
        tell(
                Kind.DECISION,
                told,
                signOff.verdict().words() + ": " + review.term().name(),
                "The chair of governors has "
                        + (signOff.verdict() == Verdict.APPROVE ? "signed off" : "returned")
                        + " review " + review.reference() + ".",
                page(review));
    }

    /** Nobody else may do it, so whoever it concerns has to know that it is late. */
    void signOffOverdue(Review review) {
        tell(
                Kind.ESCALATION,
                with(Role.HEAD_TEACHER, Role.GOVERNORS, Role.CHAIR_OF_GOVERNORS),
                "Overdue: " + review.term().name(),
                "Review " + review.reference() + " waits for the chair of governors, and its due date has passed.",
                page(review));
    }

    /** A new version is out that staff do not have to confirm. */
    void published(PolicyVersion version) {
        tell(
                Kind.DECISION,
                with(Role.STAFF),
                "New version of the policy",
                "Version " + version.number()
                        + " of the social networking policy is published. You do not have to confirm it.",
                "/policy/versions/" + version.id());
    }

    void cancelled(Review review, String by) {
        Set<String> told = with(Role.HEAD_TEACHER, Role.SOCIAL_MEDIA, Role.GOVERNORS, Role.CHAIR_OF_GOVERNORS);
        told.remove(by);
        tell(
                Kind.WITHDRAWAL,
                told,
                "Review cancelled: " + review.term().name(),
                people.nameOf(by) + " has cancelled review " + review.reference() + ".",
                page(review));
    }

    /** Somebody who came later had their time and has not confirmed: the review is over, so nobody else follows it up. */
    void missing(PolicyVersion version, Collection<String> persons) {
        List<String> names = persons.stream().map(people::nameOf).sorted().toList();
        tell(
                Kind.ESCALATION,
                with(Role.HEAD_TEACHER),
                "Policy not confirmed",
                String.join(", ", names) + (names.size() == 1 ? " has" : " have") + " not confirmed version "
                        + version.number() + " of the policy in time.",
                "/policy/acknowledgements");
    }

    private Set<String> with(Role... roles) {
        Set<String> found = new HashSet<>();
        for (Role role : roles) {
            people.with(role).stream().map(Person::id).forEach(found::add);
        }
        return found;
    }

    private void tell(Kind kind, Set<String> told, String subject, String sentence, String link) {
        notices.tell(Notice.of(kind, told, subject, sentence, link));
    }

    private static String page(Review review) {
        return "/policy/reviews/" + review.id();
    }
}
