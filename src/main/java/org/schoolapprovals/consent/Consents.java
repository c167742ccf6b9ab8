package org.schoolapprovals.consent;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.schoolapprovals.refusal.Faults;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records what parents and carers answer, and bars children from publication (S3). Everything is added and nothing changed; an
 * entry that is wrong is set right by a later one. It is in force at once: {@link ConsentChanged} is told in the same transaction.
 *
 * <p>Everything takes the user name of whoever asks, gives back what was done in words, and refuses with
 * {@link NotAllowedException} whoever does not keep the register.
 */
@Service
@Transactional
public class Consents {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_REASON = 1000;
    private static final int SHORTEST_REASON = 3;
    private static final int MOST_YEARS = 10;

    private final PupilStore pupils;
    private final ConsentStore store;
    private final Keepers keepers;
    private final Validity validity;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Consents(
            PupilStore pupils,
            ConsentStore store,
            Keepers keepers,
            Validity validity,
            ApplicationEventPublisher events,
            Clock clock) {
        this.pupils = pupils;
        this.store = store;
        this.keepers = keepers;
        this.validity = validity;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Records one answer for each use that the form names.
     *
     * @param scan the signed page, PDF, JPEG or PNG up to 10 MB; needed for a yes on paper; null or nothing in it for none
     * @throws RefusedException with a sentence for each fault
     */
    public String record(String userId, UUID pupil, ConsentForm form, byte[] scan) {
        keepers.refuseUnlessKeeper(userId);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Faults faults = new Faults();
        Map<Use, Reply> replies = replies(form.replies(), faults);
        Signed signed = signed(form, replies, SchoolTime.dayOf(now), faults);
        faults.refuseIfAny();
        Optional<Scan> page = Scan.read(scan);
        if (page.isEmpty() && signed.how() == How.PAPER && replies.containsValue(Reply.GIVEN)) {
            throw new RefusedException(
                    "Scanned page: please add the page that was signed, as a PDF, JPEG or PNG file.");
        }
        Pupil child = lock(pupil).pupil();
        Optional<Long> kept = page.map(scanned -> store.add(pupil, scanned));
        replies.forEach((use, reply) -> store.add(pupil, use, reply, signed, kept, userId, now));
        events.publishEvent(new ConsentChanged(Set.of(pupil)));
        return told(child, replies, signed);
    }

    /**
     * Bars a child from all publication. @param reason 3 to 1,000 characters, for office and head only
     *
     * @throws RefusedException where the child is barred already
     */
    public String bar(String userId, UUID pupil, String reason) {
        keepers.refuseUnlessKeeper(userId);
        return bar(userId, pupil, true, reason);
    }

    /** Lifts a bar; for office and head, who know why it was set. @param reason as above */
    public String liftBar(String userId, UUID pupil, String reason) {
        keepers.refuseUnlessOfficeOrHead(userId);
        return bar(userId, pupil, false, reason);
    }

    /**
     * The page that belongs to an entry of the register, for office and head.
     *
     * @throws RefusedException where there is no such entry, or no page with it
     */
    @Transactional(readOnly = true)
    public Scan scan(String userId, long entry) {
        keepers.refuseUnlessOfficeOrHead(userId);
        return store.scanOf(entry).orElseThrow(() -> new RefusedException("No scanned page belongs to this entry."));
    }

    private String bar(String userId, UUID pupil, boolean barred, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Faults faults = new Faults();
        String why = faults.lines("Reason", reason, SHORTEST_REASON, LONGEST_REASON);
        faults.refuseIfAny();
        String name = lock(pupil).pupil().name();
        if (store.barred(Set.of(pupil), Optional.empty()).contains(pupil) == barred) {
            throw new RefusedException(name + (barred ? " is barred already." : " is not barred."));
        }
        store.add(new Bar(pupil, barred, why, userId, now));
        events.publishEvent(new ConsentChanged(Set.of(pupil)));
        return name
                + (barred
                        ? " is barred from all publication."
                        : " is no longer barred: what parents and carers said counts.");
    }

    private Enrolment lock(UUID pupil) {
        pupils.lock(Set.of(pupil));
        return pupils.find(Set.of(pupil), Optional.empty()).stream().findFirst().orElseThrow(Pupils::unknown);
    }

    private static Map<Use, Reply> replies(Map<String, String> typed, Faults faults) {
        Map<Use, Reply> replies = new EnumMap<>(Use.class);
        (typed == null ? Map.<String, String>of() : typed).forEach((use, reply) -> {
            if (reply != null && !reply.isBlank()) {
                Optional<Use> known = Use.of(use);
                Optional<Reply> said = Reply.of(reply);
                if (known.isPresent() && said.isPresent()) {
                    replies.put(known.get(), said.get());
                } else {
                    faults.add("Answers: please choose given, refused or withdrawn for the uses offered.");
                }
            }
        });
        if (replies.isEmpty()) {
            faults.add("Answers: please choose an answer for at least one use.");
        }
        return replies;
    }

    private Signed signed(ConsentForm form, Map<Use, Reply> replies, LocalDate today, Faults faults) {
        String carer = faults.line("Parent or carer", form.carer(), LONGEST_NAME);
        boolean yes = replies.containsValue(Reply.GIVEN);
        How how = How.of(form.how()).orElse(null);
        if (how == null) {
            faults.add("How: please choose how the answer came.");
        } else if (how == How.SPOKEN && yes) {
            faults.add("How: consent has to be in writing (S3); by word of mouth it can only be refused or withdrawn.");
        }
        LocalDate on = date("Date of the answer", form.answeredOn(), faults);
        if (on == null) {
            return new Signed(carer, today, how, today);
        }
        if (on.isAfter(today)) {
            faults.add("Date of the answer: %s has not come yet.".formatted(SchoolTime.format(on)));
        }
        return new Signed(carer, on, how, yes ? until(form.validUntil(), on, today, faults) : on);
    }

    private LocalDate until(String typed, LocalDate on, LocalDate today, Faults faults) {
        LocalDate until = typed == null || typed.isBlank() ? validity.until(on) : date("Valid until", typed, faults);
        if (until == null) {
            return on;
        }
        if (until.isBefore(today)) {
            faults.add("Valid until: a consent to %s has ended already; please ask for a new one."
                    .formatted(SchoolTime.format(until)));
        } else if (until.isAfter(on.plusYears(MOST_YEARS))) {
            faults.add("Valid until: please choose a day within %d years.".formatted(MOST_YEARS));
        }
        return until;
    }

    private static LocalDate date(String label, String typed, Faults faults) {
        Optional<LocalDate> date = Dates.read(typed == null ? "" : typed);
        if (date.isEmpty()) {
            faults.add(label + ": please enter a date, such as 04/05/2027.");
        }
        return date.orElse(null);
    }

    private static String told(Pupil child, Map<Use, Reply> replies, Signed signed) {
        List<String> sentences = new ArrayList<>();
        for (Reply reply : Reply.values()) {
            List<String> uses = replies.entrySet().stream()
                    .filter(answer -> answer.getValue() == reply)
                    .map(answer -> answer.getKey().words())
                    .toList();
            if (!uses.isEmpty()) {
                sentences.add("%s by %s for %s%s"
                        .formatted(
                                reply.words().toLowerCase(Locale.UK),
                                signed.carer(),
                                String.join(" and ", uses),
                                reply == Reply.GIVEN ? " until " + SchoolTime.format(signed.until()) : ""));
            }
        }
        return "%s: consent %s.".formatted(child.name(), String.join("; ", sentences));
    }
}
