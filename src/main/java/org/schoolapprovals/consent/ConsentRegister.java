package org.schoolapprovals.consent;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.schoolapprovals.consent.PupilStory.BarLine;
import org.schoolapprovals.consent.PupilStory.Change;
import org.schoolapprovals.consent.PupilStory.EntryLine;
import org.schoolapprovals.people.People;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The register as those who keep it read it, now or as it stood at a moment. Only office and head read why a child is barred.
 *
 * <p>Everything takes the user name of whoever asks and refuses with {@link NotAllowedException} whoever does not keep the
 * register.
 */
@Service
@Transactional(readOnly = true)
public class ConsentRegister {

    private final PupilStore pupils;
    private final ConsentStore consents;
    private final Keepers keepers;
    private final Validity validity;
    private final People people;
    private final Clock clock;
    private final String schoolName;

    ConsentRegister(
            PupilStore pupils,
            ConsentStore consents,
            Keepers keepers,
            Validity validity,
            People people,
            Clock clock,
            @Value("${school.name}") String schoolName) {
        this.pupils = pupils;
        this.consents = consents;
        this.keepers = keepers;
        this.validity = validity;
        this.people = people;
        this.clock = clock;
        this.schoolName = schoolName;
    }

    /** Whether this person keeps the register. */
    public boolean mayKeep(String userId) {
        return keepers.mayKeep(userId);
    }

    /** The classes that there are now. */
    public List<String> classes(String userId) {
        keepers.refuseUnlessKeeper(userId);
        return pupils.all(Optional.empty()).stream()
                .filter(Enrolment::present)
                .map(child -> child.pupil().className())
                .distinct()
                .toList();
    }

    /**
     * The last day of the term in which the register is read or, in the holidays, of the next one.
     *
     * @param at the moment at which it is read; empty for now
     */
    public LocalDate endOfTerm(Optional<Instant> at) {
        return validity.endOfTerm(SchoolTime.dayOf(past(at).orElseGet(clock::instant)));
    }

    /** The children that the filter asks for, by class and name. */
    public List<RegisterLine> list(String userId, RegisterFilter filter) {
        keepers.refuseUnlessKeeper(userId);
        Optional<Instant> at = past(filter.at());
        LocalDate day = SchoolTime.dayOf(at.orElseGet(clock::instant));
        LocalDate endOfTerm = validity.endOfTerm(day);
        List<Enrolment> children = pupils.all(at).stream()
                .filter(child -> child.present() == (filter.show() != Show.LEFT))
                .filter(child -> filter.className()
                        .filter(className -> !className.equals(child.pupil().className()))
                        .isEmpty())
                .toList();
        return lines(children, at, day).stream()
                .filter(line -> isShown(line, filter, endOfTerm))
                .toList();
    }

    /** The same list as a CSV file in UTF-8 with its mark, for Excel; no cell of it is a formula. */
    public byte[] csv(String userId, RegisterFilter filter) {
        return RegisterCsv.of(list(userId, filter));
    }

    /**
     * All about one child.
     *
     * @param at the moment at which the register is to be read; empty for now
     * @throws RefusedException where there is no such child, or was none then
     */
    public PupilStory story(String userId, UUID pupil, Optional<Instant> at) {
        keepers.refuseUnlessKeeper(userId);
        Optional<Instant> moment = past(at);
        LocalDate today = SchoolTime.dayOf(clock.instant());
        LocalDate day = SchoolTime.dayOf(moment.orElseGet(clock::instant));
        Enrolment child = find(pupil, moment);
        List<Entry> entries = consents.entries(Set.of(pupil), moment);
        Set<UUID> barred = consents.barred(Set.of(pupil), moment);
        Standings standings = new Standings(entries, barred, day);
        UnaryOperator<String> names = names();
        boolean mayReadReasons = keepers.mayReadReasons(userId);
        Map<String, String> carers = new LinkedHashMap<>();
        entries.forEach(entry -> carers.putIfAbsent(Standings.carerKey(entry.carer()), entry.carer()));
        return new PupilStory(
                line(child, barred, standings),
                latestFirst(entries.stream()
                        .map(entry -> new EntryLine(entry, names.apply(entry.by()), standings.counts(entry)))
                        .toList()),
                consents.bars(pupil, moment).stream()
                        .map(bar -> new BarLine(
                                bar.barred(),
                                mayReadReasons ? Optional.of(bar.reason()) : Optional.empty(),
                                names.apply(bar.by()),
                                bar.at()))
                        .toList(),
                pupils.history(pupil).stream()
                        .filter(particulars ->
                                moment.filter(particulars.at()::isAfter).isEmpty())
                        .map(particulars -> new Change(particulars, names.apply(particulars.by())))
                        .toList(),
                List.copyOf(carers.values()),
                validity.until(today),
                mayReadReasons);
    }

    /**
     * What to ask this child's family.
     *
     * @throws RefusedException where the child is barred, so that nobody is asked in vain, or has left
     */
    public ConsentRequest request(String userId, UUID pupil) {
        keepers.refuseUnlessKeeper(userId);
        Enrolment child = find(pupil, Optional.empty());
        if (!child.present() || consents.barred(Set.of(pupil), Optional.empty()).contains(pupil)) {
            throw new RefusedException("%s %s: please ask nobody for consent."
                    .formatted(
                            child.pupil().name(),
                            child.present() ? "is barred from all publication" : "has left the school"));
        }
        return request(child.pupil());
    }

    /** What to ask the families of those whom the filter asks for now, without children who are barred or have left. */
    public List<ConsentRequest> requests(String userId, RegisterFilter filter) {
        return list(userId, new RegisterFilter(filter.className(), filter.show(), filter.use(), Optional.empty()))
                .stream()
                .filter(line -> line.enrolment().present() && !line.barred())
                .map(line -> request(line.enrolment().pupil()))
                .toList();
    }

    private ConsentRequest request(Pupil child) {
        LocalDate until = validity.until(SchoolTime.dayOf(clock.instant()));
        String uses = Arrays.stream(Use.values()).map(use -> "- " + use.words()).collect(Collectors.joining("\n"));
        return new ConsentRequest(
                child, until, """
                Dear parent or carer of %1$s,

                We would like to show photographs of what the children do at school. No child is ever named with them. May we publish \
                photographs in which %1$s can be recognised? Please tell us for each of these by itself:

                %2$s

                You may agree to some and not to others, and nothing changes for %1$s if you agree to none. Your answer counts until \
                %3$s. You can take it back at any time by telling the school office, and we then take the photographs down. If a \
                parent or carer says no, we publish none.

                Please fill in the form that came home with %1$s, or ask the school office for one, and hand it in signed.

                Thank you
                %4$s
                """.formatted(child.firstName(), uses, SchoolTime.format(until), schoolName));
    }

    private Enrolment find(UUID pupil, Optional<Instant> at) {
        return pupils.find(Set.of(pupil), at).stream().findFirst().orElseThrow(Pupils::unknown);
    }

    private List<RegisterLine> lines(List<Enrolment> children, Optional<Instant> at, LocalDate day) {
        List<UUID> ids = children.stream().map(child -> child.pupil().id()).toList();
        Set<UUID> barred = consents.barred(ids, at);
        Standings standings = new Standings(consents.entries(ids, at), barred, day);
        return children.stream().map(child -> line(child, barred, standings)).toList();
    }

    private static RegisterLine line(Enrolment child, Set<UUID> barred, Standings standings) {
        UUID id = child.pupil().id();
        Map<Use, Cell> cells = new EnumMap<>(Use.class);
        for (Use use : Use.values()) {
            cells.put(use, new Cell(standings.of(id, use).answer(), standings.until(id, use)));
        }
        return new RegisterLine(child, barred.contains(id), cells);
    }

    private static boolean isShown(RegisterLine line, RegisterFilter filter, LocalDate endOfTerm) {
        return line.cells().entrySet().stream()
                .filter(cell -> filter.use().filter(use -> use != cell.getKey()).isEmpty())
                .map(Map.Entry::getValue)
                .anyMatch(cell -> switch (filter.show()) {
                    case EVERYBODY, LEFT -> true;
                    case NO_ANSWER -> cell.answer() == Answer.NONE;
                    case ENDING_THIS_TERM ->
                        cell.until().filter(until -> !until.isAfter(endOfTerm)).isPresent();
                    case NOT_TO_BE_PUBLISHED -> cell.answer() == Answer.NO || cell.answer() == Answer.BARRED;
                });
    }

    private Optional<Instant> past(Optional<Instant> at) {
        return at.filter(moment -> moment.isBefore(clock.instant()));
    }

    private static <T> List<T> latestFirst(List<T> inOrder) {
        List<T> reversed = new ArrayList<>(inOrder);
        Collections.reverse(reversed);
        return List.copyOf(reversed);
    }

    /** Looks up each name once. */
    private UnaryOperator<String> names() {
        Map<String, String> known = new HashMap<>();
        return userId -> known.computeIfAbsent(userId, people::nameOf);
    }
}
