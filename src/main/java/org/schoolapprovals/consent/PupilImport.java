package org.schoolapprovals.consent;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes the pupils from a CSV export of the school's management system, in three steps: the file is read, what it would change is
 * shown, and exactly that is done. The same file again changes nothing.
 *
 * <p>Everything takes the user name of whoever asks and refuses with {@link NotAllowedException} whoever does not keep the
 * register.
 */
@Service
@Transactional
public class PupilImport {

    private final PupilStore store;
    private final Keepers keepers;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PupilImport(PupilStore store, Keepers keepers, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.keepers = keepers;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Reads a file.
     *
     * @param file CSV with headings, at most 5 MB and 5,000 lines; with comma, semicolon or tab; in UTF-8, UTF-16 with its mark or
     *     Windows-1252
     * @throws RefusedException with the sentence why it cannot be read
     */
    public ImportFile read(String userId, byte[] file) {
        keepers.refuseUnlessKeeper(userId);
        return CsvReader.read(file);
    }

    /**
     * What the file would change in the register as it stands.
     *
     * @param columns what stands in which column, by position from 0; {@link ImportFile#guess()} or what somebody chose instead
     * @throws RefusedException where a column is missing, chosen twice or not in the file
     */
    @Transactional(readOnly = true)
    public ImportPlan plan(String userId, ImportFile file, Map<ImportColumn, Integer> columns) {
        keepers.refuseUnlessKeeper(userId);
        refuseUnlessComplete(file, columns);
        long version = store.version();
        LocalDate today = SchoolTime.dayOf(clock.instant());
        return new ImportComparison(store.all(Optional.empty()), today).plan(file, columns, version);
    }

    /**
     * Does what was shown.
     *
     * @param missingHaveLeft whether those who are not in the file are marked as having left
     * @return what was done, in words
     * @throws RefusedException where lines are faulty, and if the register has changed since the plan was made
     */
    public String apply(String userId, ImportPlan plan, boolean missingHaveLeft) {
        keepers.refuseUnlessKeeper(userId);
        if (!plan.faults().isEmpty()) {
            throw new RefusedException("Some lines cannot be taken; please mend them in the file and choose it again.");
        }
        if (store.lockRegister() != plan.version()) {
            throw new RefusedException(
                    "Somebody has changed the register since this was shown; please choose the file again and look anew.");
        }
        List<Enrolment> left = missingHaveLeft ? plan.missing() : List.of();
        Set<UUID> touched = new HashSet<>();
        Stream.concat(plan.added().stream(), plan.changed().stream())
                .forEach(step -> touched.add(step.pupil().id()));
        left.forEach(missing -> touched.add(missing.pupil().id()));
        if (touched.isEmpty()) {
            return "The register stays as it was.";
        }
        store.lock(touched);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        plan.added().forEach(step -> store.add(step.pupil().id()));
        Stream.concat(plan.added().stream(), plan.changed().stream())
                .forEach(step -> store.record(step.pupil(), step.number(), true, userId, now));
        left.forEach(missing -> store.record(missing.pupil(), missing.number(), false, userId, now));
        store.changed();
        events.publishEvent(new ConsentChanged(touched));
        return String.format(
                Locale.UK,
                "Pupils: %,d added, %,d changed, %,d unchanged, %,d marked as having left.",
                plan.added().size(),
                plan.changed().size(),
                plan.unchanged(),
                left.size());
    }

    private static void refuseUnlessComplete(ImportFile file, Map<ImportColumn, Integer> columns) {
        List<String> faults = new ArrayList<>();
        Set<Integer> chosen = new HashSet<>();
        for (ImportColumn column : ImportColumn.values()) {
            Integer at = columns.get(column);
            if (at == null) {
                if (column.needed()) {
                    faults.add("%s: please choose the column that it stands in.".formatted(column.words()));
                }
            } else if (at < 0 || at >= file.headings().size()) {
                faults.add("%s: please choose one of the file’s columns.".formatted(column.words()));
            } else if (!chosen.add(at)) {
                faults.add("%s: the column “%s” is chosen for something else already."
                        .formatted(column.words(), file.headings().get(at)));
            }
        }
        if (!faults.isEmpty()) {
            throw new RefusedException(faults);
        }
    }
}
