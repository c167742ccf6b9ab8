package org.schoolapprovals.consent;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What all that was recorded comes to (S3).
 *
 * <ul>
 *   <li>Of each parent or carer, what was recorded last counts for each use; only that an older yes, recorded late, sets aside no
 *       later no.
 *   <li>A yes counts to its last day, that day included; a no stands until the same person says yes.
 *   <li>Any no overrides every yes, and a bar overrides all.
 * </ul>
 */
final class Standings {

    private record Question(UUID pupil, Use use) {}

    private final Set<UUID> barred;
    private final LocalDate day;
    private final Map<Question, Map<String, Entry>> latest = new HashMap<>();

    /**
     * @param entries in the order of their numbers
     * @param barred the children who are barred
     * @param day school-local, on which it is to hold
     */
    Standings(List<Entry> entries, Set<UUID> barred, LocalDate day) {
        this.barred = barred;
        this.day = day;
        entries.forEach(
                entry -> latest.computeIfAbsent(new Question(entry.pupil(), entry.use()), unanswered -> new HashMap<>())
                        .merge(carerKey(entry.carer()), entry, Standings::whatCounts));
    }

    Standing of(UUID pupil, Use use) {
        if (barred.contains(pupil)) {
            return new Standing(pupil, use, Answer.BARRED, Set.of());
        }
        Collection<Entry> counting = counting(pupil, use);
        if (counting.stream().anyMatch(entry -> entry.reply() != Reply.GIVEN)) {
            return new Standing(pupil, use, Answer.NO, Set.of());
        }
        return new Standing(
                pupil,
                use,
                counting.isEmpty() ? Answer.NONE : Answer.YES,
                counting.stream().map(Entry::number).collect(Collectors.toSet()));
    }

    /** The last day of a yes, where nothing is recorded meanwhile; empty for every other answer. */
    Optional<LocalDate> until(UUID pupil, Use use) {
        return of(pupil, use).answer() == Answer.YES
                ? counting(pupil, use).stream()
                        .flatMap(entry -> entry.validUntil().stream())
                        .max(Comparator.naturalOrder())
                : Optional.empty();
    }

    /** Whether this entry is still its giver's word on the day. */
    boolean counts(Entry entry) {
        return counting(entry.pupil(), entry.use()).contains(entry);
    }

    /** The name of a parent or carer, however it is written. */
    static String carerKey(String carer) {
        return Normalizer.normalize(carer, Normalizer.Form.NFKC)
                .strip()
                .replaceAll("[\\s.]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private List<Entry> counting(UUID pupil, Use use) {
        return latest.getOrDefault(new Question(pupil, use), Map.of()).values().stream()
                .filter(entry ->
                        entry.validUntil().filter(until -> until.isBefore(day)).isEmpty())
                .toList();
    }

    private static Entry whatCounts(Entry before, Entry recorded) {
        boolean olderYes = recorded.reply() == Reply.GIVEN
                && before.reply() != Reply.GIVEN
                && recorded.answeredOn().isBefore(before.answeredOn());
        return olderYes ? before : recorded;
    }
}
