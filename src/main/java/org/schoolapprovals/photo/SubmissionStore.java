package org.schoolapprovals.photo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.decision.StageRecord;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.Deadline;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of photographs that were submitted. Lists leave the history out; one submission comes with it. */
@Repository
class SubmissionStore {

    /** What happens when photographs may not be shown any more. */
    private static final Set<EventType> TAKE_BACK = EnumSet.of(EventType.CLEARANCE_VOID, EventType.TAKEDOWN_BEGUN);

    private static final Set<String> LISTS_OF_IDS = Set.of("children", "concerned", "takedown_children");
    private static final List<Duty> DUTIES =
            Arrays.stream(Duty.values()).filter(duty -> !duty.isOfPublication()).toList();
    private static final List<Duty> PUBLICATION_DUTIES =
            Arrays.stream(Duty.values()).filter(Duty::isOfPublication).toList();

    private final JdbcClient jdbc;
    private final StageRecord stages;
    private final ApplicationEventPublisher events;

    SubmissionStore(JdbcClient jdbc, StageRecord stages, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.stages = stages;
        this.events = events;
    }

    /** The next reference of the year. Whoever asks at the same time waits until this transaction ends, so no number is lost. */
    String nextReference(int year) {
        int number = jdbc.sql("""
                        insert into approvals.photo_number as given (year, last) values (:year, 1)
                        on conflict (year) do update set last = given.last + 1
                        returning last
                        """).param("year", year).query(Integer.class).single();
        return String.format(Locale.ROOT, "PHO-%04d-%04d", year, number);
    }

    void add(PhotoSubmission submission) {
        Map<String, Object> columns = columns(submission);
        columns.put("id", submission.id());
        columns.put("reference", submission.reference());
        columns.put("version", submission.version());
        Submitter submitter = submission.submitterFacts();
        columns.put("submitter", submitter.id());
        columns.put("submitter_clears", submitter.clears());
        columns.put("submitter_is_head", submitter.isHead());
        columns.put("submitted_at", Timestamp.from(submission.submittedAt()));
        insert("photo_submission", columns);
        addRest(submission);
    }

    /** @throws RefusedException if somebody else saved it since it was read */
    void save(PhotoSubmission submission) {
        int saved = update("photo_submission", columns(submission), ", version = version + 1")
                .param("id", submission.id())
                .param("version", submission.version())
                .update();
        if (saved == 0) {
            throw new RefusedException("Somebody else worked on photographs " + submission.reference()
                    + " just now: please open them afresh to see where they stand.");
        }
        addRest(submission);
        if (submission.newEvents().stream().map(HistoryEvent::type).anyMatch(TAKE_BACK::contains)) {
            events.publishEvent(new PhotosTakenBack(submission.takenBack()));
        }
    }

    private void insert(String table, Map<String, Object> columns) {
        String values =
                columns.keySet().stream().map(SubmissionStore::placeholder).collect(Collectors.joining(", "));
        jdbc.sql("insert into approvals.%s (%s) values (%s)"
                        .formatted(table, String.join(", ", columns.keySet()), values))
                .params(columns)
                .update();
    }

    private JdbcClient.StatementSpec update(String table, Map<String, Object> columns, String more) {
        String assignments = columns.keySet().stream()
                .map(name -> name + " = " + placeholder(name))
                .collect(Collectors.joining(", "));
        String version = more.isEmpty() ? "" : " and version = :version";
        return jdbc.sql("update approvals.%s set %s%s where id = :id%s".formatted(table, assignments, more, version))
                .params(columns);
    }

    private static String placeholder(String column) {
        return LISTS_OF_IDS.contains(column) ? "cast(:" + column + " as uuid[])" : ":" + column;
    }

    private void addRest(PhotoSubmission submission) {
        stages.write(submission.newStages());
        for (HistoryEvent event : submission.newEvents()) {
            jdbc.sql("""
                            insert into approvals.photo_event (submission_id, at, by_user, type, text)
                            values (:submission, :at, :by, :type, :text)
                            """)
                    .param("submission", submission.id())
                    .param("at", Timestamp.from(event.at()))
                    .param("by", event.by().orElse(null))
                    .param("type", event.type().name())
                    .param("text", event.text())
                    .update();
        }
        jdbc.sql("delete from approvals.photo_child_taken_out where submission_id = :submission")
                .param("submission", submission.id())
                .update();
        for (TakenOut one : submission.takenOut()) {
            jdbc.sql("""
                            insert into approvals.photo_child_taken_out (submission_id, child, reason, at)
                            values (:submission, :child, :reason, :at)
                            """)
                    .param("submission", submission.id())
                    .param("child", one.child())
                    .param("reason", one.reason())
                    .param("at", Timestamp.from(one.at()))
                    .update();
        }
        int nth = 0;
        for (Publication publication : submission.publications()) {
            save(submission.id(), ++nth, publication);
        }
    }

    private void save(UUID submission, int nth, Publication publication) {
        Map<String, Object> columns = columns(publication);
        boolean known = update("photo_publication", columns, "")
                        .param("id", publication.id())
                        .update()
                == 1;
        if (known) {
            return;
        }
        columns.put("id", publication.id());
        columns.put("submission_id", submission);
        columns.put("nth", nth);
        columns.put("use", publication.use().value());
        columns.put("text", publication.text());
        columns.put("cleared_reason", publication.clearance().reason());
        columns.put("cleared_clause", publication.clearance().clause());
        columns.put("cleared_by", publication.clearance().by());
        columns.put("cleared_role", publication.clearance().role().groupId());
        columns.put("cleared_at", Timestamp.from(publication.clearance().at()));
        insert("photo_publication", columns);
        int position = 0;
        for (PhotoFile file : publication.files()) {
            jdbc.sql("""
                            insert into approvals.photo_publication_file (publication_id, nth, photo_id, sha256)
                            values (:publication, :nth, :photo, :sha256)
                            """)
                    .param("publication", publication.id())
                    .param("nth", ++position)
                    .param("photo", file.photo())
                    .param("sha256", file.sha256())
                    .update();
        }
        publication
                .consents()
                .forEach((child, consents) -> consents.forEach(consent -> jdbc.sql("""
                            insert into approvals.photo_publication_consent (publication_id, child, consent)
                            values (:publication, :child, :consent)
                            """)
                        .param("publication", publication.id())
                        .param("child", child)
                        .param("consent", consent)
                        .update()));
    }

    Optional<PhotoSubmission> find(UUID id) {
        List<HistoryEvent> history = jdbc.sql("""
                        select at, by_user, type, text from approvals.photo_event where submission_id = :id order by id
                        """)
                .param("id", id)
                .query((row, number) -> new HistoryEvent(
                        instant(row, "at").orElseThrow(),
                        text(row, "by_user"),
                        EventType.valueOf(row.getString("type")),
                        row.getString("text")))
                .list();
        return jdbc.sql("select * from approvals.photo_submission where id = :id")
                .param("id", id)
                .query(mapper(takenOut(List.of(id)), publications(List.of(id)), history))
                .optional();
    }

    /** Reads it as it stands once everybody else is done with it; nobody else changes it until this transaction ends. */
    Optional<PhotoSubmission> lock(UUID id) {
        return jdbc.sql("select id from approvals.photo_submission where id = :id for update")
                .param("id", id)
                .query(UUID.class)
                .optional()
                .flatMap(this::find);
    }

    Optional<UUID> submissionOf(UUID publication) {
        return jdbc.sql("select submission_id from approvals.photo_publication where id = :id")
                .param("id", publication)
                .query(UUID.class)
                .optional();
    }

    /** Publications that were cleared for this place and are not to be taken down, what was cleared last first. */
    List<UUID> clearedFor(Use use, int most) {
        return jdbc.sql("""
                        select id from approvals.photo_publication where use = :use and state in ('OPEN', 'PUBLISHED')
                        order by cleared_at desc, id limit :most
                        """)
                .param("use", use.value())
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    /** Those of them that hold one of these photographs. */
    List<UUID> clearedFor(Use use, Collection<UUID> photos) {
        return jdbc.sql("""
                        select distinct publication.id from approvals.photo_publication publication
                            join approvals.photo_publication_file file on file.publication_id = publication.id
                        where publication.use = :use and publication.state in ('OPEN', 'PUBLISHED')
                            and file.photo_id = any (cast(:photos as uuid[]))
                        """)
                .param("use", use.value())
                .param("photos", texts(photos))
                .query(UUID.class)
                .list();
    }

    /** Waits until no other transaction calls a channel for this publication, and keeps others waiting until this one ends. */
    void takeTurnOnChannel(UUID publication) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:turn, 0))")
                .param("turn", "photographs on their channel: " + publication)
                .query()
                .singleRow();
    }

    /** Whether other work waits for a person for this very reason. */
    boolean othersWaitBecause(String why, UUID publication) {
        return jdbc.sql("""
                        select exists (select from approvals.photo_publication where effort_by_hand = :why and id <> :id)
                        """)
                .param("why", why)
                .param("id", publication)
                .query(Boolean.class)
                .single();
    }

    /** What may have to be checked again or taken down when something changes for these children, always in the same order. */
    List<UUID> concerning(Set<UUID> pupils) {
        return jdbc.sql("""
                        select id from approvals.photo_submission submission
                        where state not in ('PUBLISHED', 'REFUSED', 'WITHDRAWN')
                                and (whole_class or concerned && cast(:pupils as uuid[]))
                            or exists (
                                select from approvals.photo_publication publication
                                    join approvals.photo_publication_consent consent on consent.publication_id = publication.id
                                where publication.submission_id = submission.id
                                    and publication.state in ('OPEN', 'PUBLISHED', 'TAKING_DOWN')
                                    and consent.child = any (cast(:pupils as uuid[])))
                        order by id
                        """).param("pupils", texts(pupils)).query(UUID.class).list();
    }

    List<PhotoSubmission> list(Person viewer, PhotoFilter filter) {
        Map<String, Object> params = new HashMap<>();
        String where = where(viewer, filter, params);
        return several(
                " where " + where + " order by submitted_at desc, reference desc offset :offset limit :size",
                params,
                (long) filter.page() * filter.size(),
                filter.size());
    }

    List<PhotoSubmission> submittedBy(Person person, int most) {
        Map<String, Object> params = new HashMap<>();
        params.put("person", person.id());
        return several(
                " where lower(submitter) = lower(:person) order by submitted_at desc, reference desc offset :offset"
                        + " limit :size",
                params,
                0,
                most);
    }

    private List<PhotoSubmission> several(String where, Map<String, Object> params, long offset, int size) {
        params.put("offset", offset);
        params.put("size", size);
        List<UUID> ids = jdbc.sql("select id from approvals.photo_submission" + where)
                .params(params)
                .query(UUID.class)
                .list();
        return jdbc.sql("select * from approvals.photo_submission" + where)
                .params(params)
                .query(mapper(takenOut(ids), publications(ids), List.of()))
                .list();
    }

    long count(Person viewer, PhotoFilter filter) {
        Map<String, Object> params = new HashMap<>();
        String where = where(viewer, filter, params);
        return jdbc.sql("select count(*) from approvals.photo_submission where " + where)
                .params(params)
                .query(Long.class)
                .single();
    }

    private static String where(Person viewer, PhotoFilter filter, Map<String, Object> params) {
        StringBuilder where = new StringBuilder(visibleTo(viewer));
        params.put("viewer", viewer.id());
        if (!filter.states().isEmpty()) {
            where.append(" and state in (:states)");
            params.put("states", filter.states().stream().map(State::name).toList());
        }
        filter.channel().ifPresent(channel -> {
            where.append(" and :channel = any (channels)");
            params.put("channel", channel.value());
        });
        filter.firstDay().ifPresent(day -> {
            where.append(" and submitted_at >= :from");
            params.put("from", Timestamp.from(SchoolTime.at(day.atStartOfDay())));
        });
        filter.lastDay().ifPresent(day -> {
            where.append(" and submitted_at < :until");
            params.put("until", Timestamp.from(SchoolTime.at(day.plusDays(1).atStartOfDay())));
        });
        return where.toString();
    }

    /** Those of these submissions that the viewer may see. @param ids at least one */
    Set<UUID> visible(Person viewer, Collection<UUID> ids) {
        return jdbc.sql("select id from approvals.photo_submission where id in (:ids) and " + visibleTo(viewer))
                .param("ids", ids)
                .param("viewer", viewer.id())
                .query(UUID.class)
                .set();
    }

    /** {@link PhotoSubmission#isVisibleTo} in SQL. */
    private static String visibleTo(Person viewer) {
        return viewer.hasAnyOf(Role.SOCIAL_MEDIA, Role.HEAD_TEACHER, Role.DEPUTY_HEAD)
                ? "true"
                : "lower(submitter) = lower(:viewer)";
    }

    private static Map<String, Object> columns(PhotoSubmission submission) {
        PhotoSubmission.Content content = submission.content();
        Map<String, Object> columns = new HashMap<>();
        columns.put("event", content.event());
        columns.put("caption", content.caption());
        columns.put("children", texts(content.children()));
        columns.put("concerned", texts(content.concerned()));
        columns.put("channels", content.channels().stream().map(Use::value).toArray(String[]::new));
        columns.put("whole_class", content.wholeClass());
        columns.put("no_children", content.noChildren());
        columns.put("state", content.state().name());
        columns.put("finding", content.finding().map(Finding::value).orElse(null));
        Optional<Ruling> ruling = content.ruling();
        columns.put(
                "ruling_verdict",
                ruling.map(Ruling::verdict).map(Verdict::value).orElse(null));
        columns.put("ruling_reason", ruling.map(Ruling::reason).orElse(null));
        columns.put("ruling_clause", ruling.map(Ruling::clause).orElse(null));
        columns.put("ruling_by", ruling.map(Ruling::by).orElse(null));
        columns.put("ruling_role", ruling.map(Ruling::role).map(Role::groupId).orElse(null));
        columns.put("ruling_at", timestamp(ruling.map(Ruling::at)));
        DUTIES.forEach(duty -> put(
                columns, prefix(duty), Optional.ofNullable(content.obligations().get(duty))));
        return columns;
    }

    private static Map<String, Object> columns(Publication publication) {
        Publication.Progress progress = publication.progress();
        Map<String, Object> columns = new HashMap<>();
        columns.put("state", progress.state().name());
        columns.put("effort_attempts", progress.effort().attempts());
        columns.put("effort_next_at", timestamp(progress.effort().nextAttempt()));
        columns.put("effort_by_hand", progress.effort().byHand().orElse(null));
        putDeed(columns, "published", progress.published());
        columns.put("external_id", progress.externalId().orElse(null));
        columns.put("link", progress.link().orElse(null));
        Optional<Takedown> takedown = progress.takedown();
        columns.put("takedown_asked_at", timestamp(takedown.map(Takedown::asked)));
        columns.put("takedown_by", takedown.flatMap(Takedown::by).orElse(null));
        columns.put("takedown_reason", takedown.map(Takedown::reason).orElse(null));
        columns.put(
                "takedown_children", takedown.map(why -> texts(why.children())).orElse(null));
        putDeed(columns, "gone", progress.gone());
        putDeed(columns, "parent_told", progress.parentTold());
        PUBLICATION_DUTIES.forEach(duty -> put(
                columns,
                prefix(duty),
                Optional.ofNullable(progress.obligations().get(duty))));
        return columns;
    }

    private static void putDeed(Map<String, Object> columns, String what, Optional<Deed> deed) {
        columns.put(what + "_at", timestamp(deed.map(Deed::at)));
        columns.put(what + "_by", deed.flatMap(Deed::by).orElse(null));
    }

    private static String prefix(Duty duty) {
        return duty.name().toLowerCase(Locale.ROOT) + "_";
    }

    private static void put(Map<String, Object> columns, String prefix, Optional<Obligation> obligation) {
        columns.put(prefix + "asked_at", timestamp(obligation.map(Obligation::asked)));
        columns.put(prefix + "due_at", timestamp(obligation.map(Obligation::due).map(Deadline::alarm)));
        columns.put(
                prefix + "due_known",
                obligation.map(Obligation::due).map(Deadline::isKnown).orElse(null));
        columns.put(prefix + "reminder_at", timestamp(obligation.map(Obligation::reminder)));
        columns.put(prefix + "reminded", obligation.map(Obligation::reminded).orElse(null));
        columns.put(prefix + "overdue", obligation.map(Obligation::overdue).orElse(null));
    }

    private static RowMapper<PhotoSubmission> mapper(
            Map<UUID, List<TakenOut>> takenOut, Map<UUID, List<Publication>> publications, List<HistoryEvent> history) {
        return (row, number) -> {
            UUID id = row.getObject("id", UUID.class);
            return new PhotoSubmission(
                    id,
                    row.getString("reference"),
                    new Submitter(
                            row.getString("submitter"),
                            row.getBoolean("submitter_clears"),
                            row.getBoolean("submitter_is_head")),
                    instant(row, "submitted_at").orElseThrow(),
                    row.getInt("version"),
                    new PhotoSubmission.Content(
                            row.getString("event"),
                            row.getString("caption"),
                            ids(row, "children"),
                            ids(row, "concerned"),
                            channels(row),
                            row.getBoolean("whole_class"),
                            row.getBoolean("no_children"),
                            takenOut.getOrDefault(id, List.of()),
                            State.valueOf(row.getString("state")),
                            text(row, "finding").flatMap(Finding::of),
                            ruling(row),
                            obligations(row, DUTIES)),
                    publications.getOrDefault(id, List.of()),
                    history);
        };
    }

    private static Set<Use> channels(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("channels").getArray())
                .map(value -> Use.of(value).orElseThrow())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Map<UUID, List<TakenOut>> takenOut(Collection<UUID> submissions) {
        Map<UUID, List<TakenOut>> takenOut = new HashMap<>();
        jdbc.sql("""
                        select * from approvals.photo_child_taken_out where submission_id = any (cast(:submissions as uuid[]))
                        order by at, child
                        """).param("submissions", texts(submissions)).query(row -> {
            takenOut.computeIfAbsent(row.getObject("submission_id", UUID.class), id -> new ArrayList<>())
                    .add(new TakenOut(
                            row.getObject("child", UUID.class),
                            row.getString("reason"),
                            instant(row, "at").orElseThrow()));
        });
        return takenOut;
    }

    private Map<UUID, List<Publication>> publications(Collection<UUID> submissions) {
        Map<UUID, List<PhotoFile>> files = new HashMap<>();
        Map<UUID, Map<UUID, Set<Long>>> consents = new HashMap<>();
        Map<UUID, List<Publication>> publications = new LinkedHashMap<>();
        jdbc.sql("""
                        select file.* from approvals.photo_publication_file file
                            join approvals.photo_publication publication on publication.id = file.publication_id
                        where publication.submission_id = any (cast(:submissions as uuid[])) order by file.nth
                        """).param("submissions", texts(submissions)).query(row -> {
            files.computeIfAbsent(row.getObject("publication_id", UUID.class), id -> new ArrayList<>())
                    .add(new PhotoFile(row.getObject("photo_id", UUID.class), row.getString("sha256")));
        });
        jdbc.sql("""
                        select consent.* from approvals.photo_publication_consent consent
                            join approvals.photo_publication publication on publication.id = consent.publication_id
                        where publication.submission_id = any (cast(:submissions as uuid[]))
                        """).param("submissions", texts(submissions)).query(row -> {
            consents.computeIfAbsent(row.getObject("publication_id", UUID.class), id -> new HashMap<>())
                    .computeIfAbsent(row.getObject("child", UUID.class), child -> new HashSet<>())
                    .add(row.getLong("consent"));
        });
        jdbc.sql("""
                        select * from approvals.photo_publication where submission_id = any (cast(:submissions as uuid[]))
                        order by nth
                        """).param("submissions", texts(submissions)).query(row -> {
            UUID id = row.getObject("id", UUID.class);
            publications
                    .computeIfAbsent(row.getObject("submission_id", UUID.class), one -> new ArrayList<>())
                    .add(publication(row, files.getOrDefault(id, List.of()), consents.getOrDefault(id, Map.of())));
        });
        return publications;
    }

    private static Publication publication(ResultSet row, List<PhotoFile> files, Map<UUID, Set<Long>> consents)
            throws SQLException {
        return new Publication(
                row.getObject("id", UUID.class),
                Use.of(row.getString("use")).orElseThrow(),
                new Ruling(
                        Verdict.CLEAR,
                        row.getString("cleared_reason"),
                        row.getString("cleared_clause"),
                        row.getString("cleared_by"),
                        Role.ofGroup(row.getString("cleared_role")).orElseThrow(),
                        instant(row, "cleared_at").orElseThrow()),
                row.getString("text"),
                files,
                consents,
                new Publication.Progress(
                        PublicationState.valueOf(row.getString("state")),
                        new Effort(
                                row.getInt("effort_attempts"),
                                instant(row, "effort_next_at"),
                                text(row, "effort_by_hand")),
                        deed(row, "published"),
                        text(row, "external_id"),
                        text(row, "link"),
                        takedown(row),
                        deed(row, "gone"),
                        deed(row, "parent_told"),
                        obligations(row, PUBLICATION_DUTIES)));
    }

    private static Optional<Takedown> takedown(ResultSet row) throws SQLException {
        Optional<Instant> asked = instant(row, "takedown_asked_at");
        return asked.isEmpty()
                ? Optional.empty()
                : Optional.of(new Takedown(
                        asked.get(),
                        text(row, "takedown_by"),
                        row.getString("takedown_reason"),
                        ids(row, "takedown_children")));
    }

    private static Optional<Deed> deed(ResultSet row, String what) throws SQLException {
        Optional<Instant> at = instant(row, what + "_at");
        return at.isEmpty() ? Optional.empty() : Optional.of(new Deed(at.get(), text(row, what + "_by")));
    }

    private static Optional<Ruling> ruling(ResultSet row) throws SQLException {
        Optional<Verdict> verdict = text(row, "ruling_verdict").flatMap(Verdict::of);
        return verdict.isEmpty()
                ? Optional.empty()
                : Optional.of(new Ruling(
                        verdict.get(),
                        row.getString("ruling_reason"),
                        row.getString("ruling_clause"),
                        row.getString("ruling_by"),
                        Role.ofGroup(row.getString("ruling_role")).orElseThrow(),
                        instant(row, "ruling_at").orElseThrow()));
    }

    private static Map<Duty, Obligation> obligations(ResultSet row, List<Duty> duties) throws SQLException {
        Map<Duty, Obligation> obligations = new EnumMap<>(Duty.class);
        for (Duty duty : duties) {
            String prefix = prefix(duty);
            Optional<Instant> asked = instant(row, prefix + "asked_at");
            if (asked.isPresent()) {
                obligations.put(
                        duty,
                        new Obligation(
                                asked.get(),
                                new Deadline(
                                        instant(row, prefix + "due_at").orElseThrow(),
                                        row.getBoolean(prefix + "due_known")),
                                instant(row, prefix + "reminder_at").orElseThrow(),
                                row.getBoolean(prefix + "reminded"),
                                row.getBoolean(prefix + "overdue")));
            }
        }
        return obligations;
    }

    private static Set<UUID> ids(ResultSet row, String column) throws SQLException {
        return Set.of((UUID[]) row.getArray(column).getArray());
    }

    /** As the driver takes a list of ids, always in the same order. */
    private static String[] texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).sorted().toArray(String[]::new);
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static Timestamp timestamp(Optional<Instant> moment) {
        return moment.map(Timestamp::from).orElse(null);
    }
}
