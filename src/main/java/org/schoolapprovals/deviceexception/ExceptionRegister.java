package org.schoolapprovals.deviceexception;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.schoolapprovals.decision.DecisionRecord;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.refusal.NotAllowedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The register of exceptions from clause P5, as each person may read it: everybody their own; head teacher, deputy head and office
 * all; the chair of governors what they decide; governors and administrators as such nothing.
 */
@Service
@Transactional(readOnly = true)
public class ExceptionRegister {

    private static final int MOST_RELATED = 20;

    private final ExceptionStore store;
    private final DecisionRecord decisions;
    private final People people;
    private final Clock clock;

    ExceptionRegister(ExceptionStore store, DecisionRecord decisions, People people, Clock clock) {
        this.store = store;
        this.decisions = decisions;
        this.people = people;
        this.clock = clock;
    }

    /** Somebody who asked for exceptions. */
    public record Requester(String userId, String name) {}

    /**
     * What the viewer may see of what they look for: what is waiting or upcoming by departure, what is active by return, the rest
     * with the latest departure first.
     */
    public RegisterPage page(String viewerId, RegisterFilter filter) {
        Optional<Person> viewer = people.find(viewerId);
        if (viewer.isEmpty()) {
            return new RegisterPage(List.of(), 0, filter.page(), filter.size());
        }
        return new RegisterPage(
                summaries(store.list(viewer.get(), filter)),
                store.count(viewer.get(), filter),
                filter.page(),
                filter.size());
    }

    /** How many lines each group has for the viewer under this filter, whatever its own group; every group is there. */
    public Map<Group, Long> counts(String viewerId, RegisterFilter filter) {
        return people.find(viewerId)
                .map(viewer -> store.countByGroup(viewer, filter))
                .orElse(Map.of());
    }

    /** Everybody whose exceptions the viewer may see, by name. */
    public List<Requester> requesters(String viewerId) {
        return people.find(viewerId).map(store::requesters).orElse(List.of()).stream()
                .map(userId -> new Requester(userId, people.nameOf(userId)))
                .sorted(Comparator.comparing(Requester::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    /** Those of these exceptions that the viewer may see. @param ids at least one */
    public Set<UUID> visible(String viewerId, Collection<UUID> ids) {
        return people.find(viewerId).map(viewer -> store.visible(viewer, ids)).orElse(Set.of());
    }

    /**
     * One exception with its whole story.
     *
     * @throws NotAllowedException with the same sentence where there is none and where it is not the viewer's to see
     */
    public ExceptionStory story(UUID id, String viewerId) {
        Instant now = clock.instant();
        Person viewer = people.find(viewerId).orElseThrow(ExceptionRegister::notYours);
        DeviceException exception =
                store.find(id).filter(found -> found.isVisibleTo(viewer)).orElseThrow(ExceptionRegister::notYours);
        UnaryOperator<String> names = names();
        return new ExceptionStory(
                summary(exception, names, now),
                exception.request(),
                exception.deciders(),
                exception.ruling(),
                exception.ruling().map(Ruling::by).map(names).orElse(""),
                exception.closureReport(),
                exception.history().stream()
                        .map(event -> new ExceptionStory.Happening(
                                event.at(), event.by().map(names).orElse(""), event.type(), event.text()))
                        .toList(),
                decisions.of(id).stream()
                        .map(decision -> new ExceptionStory.DecisionLine(decision, names.apply(decision.decidedBy())))
                        .toList(),
                exception.mayWithdraw(viewer, now),
                exception.mayRevoke(viewer));
    }

    /**
     * Other exceptions of the same person or for the same trip, conflicts first, then the latest departure; at most 20. For the
     * process, which shows them to the deciders alone.
     */
    public List<RelatedException> related(UUID id) {
        DeviceException exception = store.find(id).orElseThrow(ExceptionRegister::notYours);
        Instant now = clock.instant();
        UnaryOperator<String> names = names();
        return store.related(exception, MOST_RELATED).stream()
                .map(other -> new RelatedException(
                        summary(other, names, now),
                        other.requester().equals(exception.requester()),
                        other.request().tripKey().equals(exception.request().tripKey()),
                        exception.conflictsWith(other)))
                .toList();
    }

    private List<ExceptionSummary> summaries(List<DeviceException> exceptions) {
        Instant now = clock.instant();
        UnaryOperator<String> names = names();
        return exceptions.stream()
                .map(exception -> summary(exception, names, now))
                .toList();
    }

    private static ExceptionSummary summary(DeviceException exception, UnaryOperator<String> names, Instant now) {
        DeviceExceptionRequest request = exception.request();
        return new ExceptionSummary(
                exception.id(),
                exception.reference(),
                exception.requester(),
                names.apply(exception.requester()),
                request.kind(),
                request.tripName(),
                request.destination(),
                request.departure(),
                request.homecoming(),
                exception.state(),
                exception.closure(),
                exception.group(),
                exception.due(),
                exception.mark(now),
                exception.requestedAt());
    }

    /** Looks up each name once. */
    private UnaryOperator<String> names() {
        Map<String, String> known = new HashMap<>();
        return userId -> known.computeIfAbsent(userId, people::nameOf);
    }

    private static NotAllowedException notYours() {
        return new NotAllowedException(DeviceExceptions.NOT_YOURS);
    }
}
