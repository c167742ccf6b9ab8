package org.schoolapprovals.deviceexception;

import java.util.HashSet;
import java.util.Set;
import org.schoolapprovals.notice.Notice;
import org.schoolapprovals.notice.Notice.Kind;
import org.schoolapprovals.notice.Notices;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.springframework.stereotype.Component;

/** Tells people what became of an exception. That something is to be done, the task itself tells. */
@Component
class ExceptionNotices {

    private final Notices notices;
    private final People people;

    ExceptionNotices(Notices notices, People people) {
        this.notices = notices;
        this.people = people;
    }

    void decided(DeviceException exception) {
        switch (exception.ruling().orElseThrow().outcome()) {
            case APPROVE ->
                tellRequester(
                        exception,
                        "Approved",
                        "is approved. Please read its conditions before the trip, and take the letter of approval with you.");
            case REFUSE -> tellRequester(exception, "Refused", "is refused. The reason is on its page.");
            case MORE_INFORMATION -> {
                // The task to answer tells it.
            }
        }
    }

    void closureChecked(DeviceException exception) {
        tellRequester(exception, "Closure confirmed", "is closed: nothing is left to do.");
    }

    void retrospectiveUseNoted(DeviceException exception) {
        tellRequester(
                exception, "Noted", "was noted. It came after the trip had begun, so it does not count as approved.");
    }

    void lapsed(DeviceException exception) {
        tellRequester(
                exception,
                Kind.LAPSE,
                "Lapsed",
                "lapsed at departure without a decision: there is no exception, and the device stays private.");
        tell(
                exception,
                Kind.LAPSE,
                deciders(exception),
                "Lapsed",
                about(exception) + " lapsed at departure without a decision: there is no exception.");
    }

    void revoked(DeviceException exception, String by) {
        tellRequester(
                exception,
                Kind.REVOCATION,
                "Revoked",
                "is revoked: the device may not be used for the school any more. The reason is on its page.");
        Set<String> others = deciders(exception);
        others.remove(by);
        tell(
                exception,
                Kind.REVOCATION,
                others,
                "Revoked",
                people.nameOf(by) + " has revoked " + about(exception) + ".");
    }

    /** Before a decision the task just goes away; whoever approved has to know that it is not used. */
    void withdrawn(DeviceException exception) {
        if (exception
                .ruling()
                .filter(ruling -> ruling.outcome() == Outcome.APPROVE)
                .isPresent()) {
            tell(
                    exception,
                    Kind.WITHDRAWAL,
                    deciders(exception),
                    "Withdrawn",
                    people.nameOf(exception.requester()) + " has withdrawn " + about(exception)
                            + ", which was approved.");
        }
    }

    private Set<String> deciders(DeviceException exception) {
        Set<String> deciders = new HashSet<>();
        people.with(exception.deciders()).stream().map(Person::id).forEach(deciders::add);
        deciders.remove(exception.requester());
        return deciders;
    }

    private void tellRequester(DeviceException exception, String subject, String predicate) {
        tellRequester(exception, Kind.DECISION, subject, predicate);
    }

    private void tellRequester(DeviceException exception, Kind kind, String subject, String predicate) {
        tell(
                exception,
                kind,
                Set.of(exception.requester()),
                subject,
                "Your request " + about(exception) + " " + predicate);
    }

    private void tell(DeviceException exception, Kind kind, Set<String> people, String subject, String sentence) {
        notices.tell(Notice.of(
                kind,
                people,
                subject + ": " + exception.request().tripName(),
                sentence,
                "/exceptions/" + exception.id()));
    }

    private static String about(DeviceException exception) {
        return exception.reference() + " for \u201c" + exception.request().tripName() + "\u201d";
    }
}
