package org.schoolapprovals.policyreview;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.Deadline;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.schoolapprovals.schoolcalendar.Term;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of reviews. Lists leave the history out; one review comes with it. */
@Repository
class ReviewStore {

    private static final String ROUND_COLUMNS = """
            nth, asked_at, report, draft_document, draft_change_summary, draft_substantive, draft_in_force_from, draft_by, draft_role,
            draft_at, closed_at, chair_verdict, chair_note, chair_by, chair_at
            """;

    private final JdbcClient jdbc;

    ReviewStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next reference of the year. Whoever asks at the same time waits until this transaction ends, so no number is lost. */
    String nextReference(int year) {
        int number = jdbc.sql("""
                        insert into approvals.policy_review_number as given (year, last) values (:year, 1)
                        on conflict (year) do update set last = given.last + 1
                        returning last
                        """).param("year", year).query(Integer.class).single();
        return String.format(Locale.ROOT, "REV-%04d-%04d", year, number);
    }

    /** Lets nobody else open a review until this transaction ends. */
    void lockOpening() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('opening of a policy review', 0))")
                .query()
                .singleRow();
    }

    void add(Review review) {
        Map<String, Object> columns = columns(review);
        columns.put("id", review.id());
        columns.put("reference", review.reference());
        columns.put("version", review.version());
        columns.put("term_name", review.term().name());
        columns.put("term_first_day", review.term().firstDay());
        columns.put("term_last_day", review.term().lastDay());
        columns.put("policy_due", review.isPolicyDue());
        columns.put("opened_by", review.openedBy().orElse(null));
        columns.put("opened_at", Timestamp.from(review.openedAt()));
        insert("policy_review", columns);
        addEvents(review);
    }

    /** @throws RefusedException if somebody else saved it since it was read */
    void save(Review review) {
        Map<String, Object> columns = columns(review);
        String assignments =
                columns.keySet().stream().map(name -> name + " = :" + name).collect(Collectors.joining(", "));
        int saved = jdbc.sql("""
                        update approvals.policy_review set %s, version = version + 1 where id = :id and version = :version
                        """.formatted(assignments))
                .params(columns)
                .param("id", review.id())
                .param("version", review.version())
                .update();
        if (saved == 0) {
            throw new RefusedException("Somebody else worked on review " + review.reference()
                    + " just now: please open it afresh to see where it stands.");
        }
        review.round().ifPresent(round -> save(review.id(), round));
        addEvents(review);
    }

    /** Only the latest round changes. */
    private void save(UUID review, Round round) {
        Optional<SignOff> signOff = round.signOff();
        int known = jdbc.sql("""
                        update approvals.policy_review_round set closed_at = :closed, chair_verdict = :verdict, chair_note = :note,
                            chair_by = :by, chair_at = :at
                        where review_id = :review and nth = :nth
                        """)
                .param("closed", timestamp(round.closed()))
                .param(
                        "verdict",
                        signOff.map(SignOff::verdict).map(Verdict::value).orElse(null))
                .param("note", signOff.map(SignOff::note).orElse(null))
                .param("by", signOff.map(SignOff::by).orElse(null))
                .param("at", timestamp(signOff.map(SignOff::at)))
                .param("review", review)
                .param("nth", round.nth())
                .update();
        if (known == 0) {
            add(review, round);
        }
        saveGovernors(review, round);
    }

    private void add(UUID review, Round round) {
        Optional<Draft> draft = round.draft();
        Map<String, Object> columns = new HashMap<>();
        columns.put("review_id", review);
        columns.put("nth", round.nth());
        columns.put("asked_at", Timestamp.from(round.asked()));
        columns.put("report", round.report());
        columns.put("draft_document", draft.map(Draft::document).orElse(null));
        columns.put("draft_change_summary", draft.map(Draft::changeSummary).orElse(null));
        columns.put("draft_substantive", draft.map(Draft::substantive).orElse(null));
        columns.put("draft_in_force_from", draft.map(Draft::inForceFrom).orElse(null));
        columns.put("draft_by", draft.map(Draft::by).orElse(null));
        columns.put("draft_role", draft.map(Draft::role).map(Role::groupId).orElse(null));
        columns.put("draft_at", timestamp(draft.map(Draft::at)));
        insert("policy_review_round", columns);
    }

    private void saveGovernors(UUID review, Round round) {
        jdbc.sql("""
                        delete from approvals.policy_review_governor
                        where review_id = :review and nth = :nth and view is null and governor <> all (:governors)
                        """)
                .param("review", review)
                .param("nth", round.nth())
                .param(
                        "governors",
                        round.governors().stream().map(Asked::governor).toArray(String[]::new))
                .update();
        for (Asked asked : round.governors()) {
            jdbc.sql("""
                            insert into approvals.policy_review_governor (review_id, nth, governor, asked_at)
                            values (:review, :nth, :governor, :asked) on conflict (review_id, nth, governor) do nothing
                            """)
                    .param("review", review)
                    .param("nth", round.nth())
                    .param("governor", asked.governor())
                    .param("asked", Timestamp.from(asked.at()))
                    .update();
            asked.view()
                    .ifPresent(view -> jdbc.sql("""
                            update approvals.policy_review_governor set view = :view, comment = :comment, viewed_at = :viewed
                            where review_id = :review and nth = :nth and governor = :governor and view is null
                            """)
                            .param("view", view.view().value())
                            .param("comment", view.comment())
                            .param("viewed", Timestamp.from(view.at()))
                            .param("review", review)
                            .param("nth", round.nth())
                            .param("governor", asked.governor())
                            .update());
        }
    }

    private void addEvents(Review review) {
        for (HistoryEvent event : review.newEvents()) {
            jdbc.sql("""
                            insert into approvals.policy_review_event (review_id, at, by_user, type, text)
                            values (:review, :at, :by, :type, :text)
                            """)
                    .param("review", review.id())
                    .param("at", Timestamp.from(event.at()))
                    .param("by", event.by().orElse(null))
                    .param("type", event.type().name())
                    .param("text", event.text())
                    .update();
        }
    }

    /** The file itself of a report that the review has. */
    void addReport(UUID review, AttachedFile file, byte[] pdf) {
        jdbc.sql("""
                        insert into approvals.policy_review_report (review_id, nth, first_day, last_day, as_at, fingerprint, sha256,
                            size, pdf)
                        values (:review, :nth, :first, :last, :asAt, :fingerprint, :sha256, :size, :pdf)
                        """)
                .param("review", review)
                .param("nth", file.nth())
                .param("first", file.first())
                .param("last", file.last())
                .param("asAt", Timestamp.from(file.asAt()))
                .param("fingerprint", file.fingerprint())
                .param("sha256", file.sha256())
                .param("size", file.size())
                .param("pdf", pdf)
                .update();
    }

    Optional<byte[]> report(UUID review, int nth) {
        return jdbc.sql("select pdf from approvals.policy_review_report where review_id = :review and nth = :nth")
                .param("review", review)
                .param("nth", nth)
                .query(byte[].class)
                .optional();
    }

    Optional<Review> find(UUID id) {
        List<HistoryEvent> history = jdbc.sql("""
                        select at, by_user, type, text from approvals.policy_review_event where review_id = :id order by id
                        """)
                .param("id", id)
                .query((row, number) -> new HistoryEvent(
                        instant(row, "at").orElseThrow(),
                        text(row, "by_user"),
                        EventType.valueOf(row.getString("type")),
                        row.getString("text")))
                .list();
        return several("where id = :id", Map.of("id", id), history).stream().findFirst();
    }

    /** Reads it as it stands once everybody else is done with it; nobody else changes it until this transaction ends. */
    Optional<Review> lock(UUID id) {
        return jdbc.sql("select id from approvals.policy_review where id = :id for update")
                .param("id", id)
                .query(UUID.class)
                .optional()
                .flatMap(this::find);
    }

    /** The review that is on its way to the chair of governors. */
    Optional<Review> findOpen() {
        return several(
                        "where state in (:open)",
                        Map.of("open", Review.open().stream().map(State::name).toList()),
                        List.of())
                .stream()
                .findFirst();
    }

    /** Reviews of this term, whatever was changed about its days since. */
    List<Review> ofTerm(Term term) {
        return several("""
                where daterange(term_first_day, term_last_day, '[]') && daterange(:first, :last, '[]') order by opened_at
                """, Map.of("first", term.firstDay(), "last", term.lastDay()), List.of());
    }

    /** All of them, the latest first. */
    List<Review> list(int most) {
        return several("order by opened_at desc, reference desc limit :most", Map.of("most", most), List.of());
    }

    /** By when the policy was due again after a review, signed off before this moment, that left it as it is. */
    Optional<LocalDate> renewedUntil(Instant asAt) {
        return jdbc.sql("select max(renewed_until) from approvals.policy_review where ended_at <= :asAt")
                .param("asAt", Timestamp.from(asAt))
                .query((row, number) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single();
    }

    private List<Review> several(String which, Map<String, ?> params, List<HistoryEvent> history) {
        List<UUID> ids = jdbc.sql("select id from approvals.policy_review " + which)
                .params(params)
                .query(UUID.class)
                .list();
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<UUID, Review> found = new HashMap<>();
        jdbc.sql("select * from approvals.policy_review where id = any (:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(mapper(reports(ids), rounds(ids), history))
                .list()
                .forEach(review -> found.put(review.id(), review));
        return ids.stream().map(found::get).toList();
    }

    private Map<UUID, List<AttachedFile>> reports(Collection<UUID> reviews) {
        Map<UUID, List<AttachedFile>> reports = new HashMap<>();
        jdbc.sql("""
                        select review_id, nth, first_day, last_day, as_at, fingerprint, sha256, size
                        from approvals.policy_review_report where review_id = any (:reviews) order by nth
                        """).param("reviews", reviews.toArray(UUID[]::new)).query(row -> {
            reports.computeIfAbsent(row.getObject("review_id", UUID.class), id -> new ArrayList<>())
                    .add(new AttachedFile(
                            row.getInt("nth"),
                            row.getObject("first_day", LocalDate.class),
                            row.getObject("last_day", LocalDate.class),
                            instant(row, "as_at").orElseThrow(),
                            row.getString("fingerprint"),
                            row.getString("sha256"),
                            row.getInt("size")));
        });
        return reports;
    }

    private Map<UUID, List<Round>> rounds(Collection<UUID> reviews) {
        Map<String, List<Asked>> governors = new HashMap<>();
        jdbc.sql("""
                        select * from approvals.policy_review_governor where review_id = any (:reviews) order by nth, governor
                        """).param("reviews", reviews.toArray(UUID[]::new)).query(row -> {
            governors.computeIfAbsent(roundKey(row), round -> new ArrayList<>()).add(asked(row));
        });
        Map<UUID, List<Round>> rounds = new HashMap<>();
        jdbc.sql("select review_id, " + ROUND_COLUMNS
                        + " from approvals.policy_review_round where review_id = any (:reviews) order by nth")
                .param("reviews", reviews.toArray(UUID[]::new))
                .query(row -> {
                    rounds.computeIfAbsent(row.getObject("review_id", UUID.class), id -> new ArrayList<>())
                            .add(round(row, governors.getOrDefault(roundKey(row), List.of())));
                });
        return rounds;
    }

    private static String roundKey(ResultSet row) throws SQLException {
        return row.getString("review_id") + "/" + row.getInt("nth");
    }

    private static Asked asked(ResultSet row) throws SQLException {
        Optional<View> view = text(row, "view").flatMap(View::of);
        return new Asked(
                row.getString("governor"),
                instant(row, "asked_at").orElseThrow(),
                view.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Asked.Given(
                                view.get(),
                                row.getString("comment"),
                                instant(row, "viewed_at").orElseThrow())));
    }

    private static Round round(ResultSet row, List<Asked> governors) throws SQLException {
        return new Round(
                row.getInt("nth"),
                instant(row, "asked_at").orElseThrow(),
                row.getInt("report"),
                draft(row),
                governors,
                instant(row, "closed_at"),
                signOff(row));
    }

    private static Optional<Draft> draft(ResultSet row) throws SQLException {
        Optional<UUID> document = Optional.ofNullable(row.getObject("draft_document", UUID.class));
        return document.isEmpty()
                ? Optional.empty()
                : Optional.of(new Draft(
                        document.get(),
                        row.getString("draft_change_summary"),
                        row.getBoolean("draft_substantive"),
                        row.getObject("draft_in_force_from", LocalDate.class),
                        row.getString("draft_by"),
                        role(row, "draft_role").orElseThrow(),
                        instant(row, "draft_at").orElseThrow()));
    }

    private static Optional<SignOff> signOff(ResultSet row) throws SQLException {
        Optional<Verdict> verdict = text(row, "chair_verdict").flatMap(Verdict::of);
        return verdict.isEmpty()
                ? Optional.empty()
                : Optional.of(new SignOff(
                        verdict.get(),
                        row.getString("chair_note"),
                        row.getString("chair_by"),
                        instant(row, "chair_at").orElseThrow()));
    }

    private static RowMapper<Review> mapper(
            Map<UUID, List<AttachedFile>> reports, Map<UUID, List<Round>> rounds, List<HistoryEvent> history) {
        return (row, number) -> {
            UUID id = row.getObject("id", UUID.class);
            return new Review(
                    id,
                    row.getString("reference"),
                    new Term(
                            row.getString("term_name"),
                            row.getObject("term_first_day", LocalDate.class),
                            row.getObject("term_last_day", LocalDate.class)),
                    row.getBoolean("policy_due"),
                    text(row, "opened_by"),
                    instant(row, "opened_at").orElseThrow(),
                    row.getInt("version"),
                    new Review.Content(
                            State.valueOf(row.getString("state")),
                            step(row),
                            preparation(row),
                            headRuling(row),
                            reports.getOrDefault(id, List.of()),
                            rounds.getOrDefault(id, List.of()),
                            Optional.ofNullable(row.getObject("published_version", UUID.class)),
                            instant(row, "acknowledge_until"),
                            Optional.ofNullable(row.getObject("renewed_until", LocalDate.class)),
                            instant(row, "ended_at")),
                    history);
        };
    }

    private static Optional<Obligation> step(ResultSet row) throws SQLException {
        Optional<Instant> asked = instant(row, "step_asked_at");
        return asked.isEmpty()
                ? Optional.empty()
                : Optional.of(new Obligation(
                        asked.get(),
                        new Deadline(instant(row, "step_due_at").orElseThrow(), row.getBoolean("step_due_known")),
                        instant(row, "step_reminder_at").orElseThrow(),
                        row.getBoolean("step_reminded"),
                        row.getBoolean("step_overdue")));
    }

    private static Optional<Preparation> preparation(ResultSet row) throws SQLException {
        Optional<Instant> at = instant(row, "prepared_at");
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(new Preparation(
                        row.getString("summary"),
                        Change.of(row.getString("proposal")).orElseThrow(),
                        row.getString("prepared_by"),
                        role(row, "prepared_role").orElseThrow(),
                        row.getBoolean("prepared_by_head"),
                        row.getBoolean("prepared_by_deputy"),
                        at.get()));
    }

    private static Optional<HeadRuling> headRuling(ResultSet row) throws SQLException {
        Optional<Instant> at = instant(row, "head_at");
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(new HeadRuling(
                        Change.of(row.getString("head_outcome")).orElseThrow(),
                        row.getString("head_note"),
                        row.getString("head_by"),
                        role(row, "head_role").orElseThrow(),
                        role(row, "head_on_behalf_of"),
                        at.get()));
    }

    private static Map<String, Object> columns(Review review) {
        Review.Content content = review.content();
        Map<String, Object> columns = new HashMap<>();
        columns.put("state", content.state().name());
        Optional<Obligation> step = content.step();
        columns.put("step_asked_at", timestamp(step.map(Obligation::asked)));
        columns.put("step_due_at", timestamp(step.map(Obligation::due).map(Deadline::alarm)));
        columns.put(
                "step_due_known",
                step.map(Obligation::due).map(Deadline::isKnown).orElse(null));
        columns.put("step_reminder_at", timestamp(step.map(Obligation::reminder)));
        columns.put("step_reminded", step.map(Obligation::reminded).orElse(null));
        columns.put("step_overdue", step.map(Obligation::overdue).orElse(null));
        Optional<Preparation> preparation = content.preparation();
        columns.put("summary", preparation.map(Preparation::summary).orElse(null));
        columns.put(
                "proposal",
                preparation.map(Preparation::proposal).map(Change::value).orElse(null));
        columns.put("prepared_by", preparation.map(Preparation::by).orElse(null));
        columns.put(
                "prepared_role",
                preparation.map(Preparation::role).map(Role::groupId).orElse(null));
        columns.put("prepared_by_head", preparation.map(Preparation::byHead).orElse(null));
        columns.put("prepared_by_deputy", preparation.map(Preparation::byDeputy).orElse(null));
        columns.put("prepared_at", timestamp(preparation.map(Preparation::at)));
        Optional<HeadRuling> ruling = content.headRuling();
        columns.put(
                "head_outcome",
                ruling.map(HeadRuling::outcome).map(Change::value).orElse(null));
        columns.put("head_note", ruling.map(HeadRuling::note).orElse(null));
        columns.put("head_by", ruling.map(HeadRuling::by).orElse(null));
        columns.put("head_role", ruling.map(HeadRuling::role).map(Role::groupId).orElse(null));
        columns.put(
                "head_on_behalf_of",
                ruling.flatMap(HeadRuling::onBehalfOf).map(Role::groupId).orElse(null));
        columns.put("head_at", timestamp(ruling.map(HeadRuling::at)));
        columns.put("published_version", content.published().orElse(null));
        columns.put("acknowledge_until", timestamp(content.acknowledgeUntil()));
        columns.put("renewed_until", content.renewedUntil().orElse(null));
        columns.put("ended_at", timestamp(content.endedAt()));
        return columns;
    }

    private void insert(String table, Map<String, Object> columns) {
        String values = columns.keySet().stream().map(name -> ":" + name).collect(Collectors.joining(", "));
        jdbc.sql("insert into approvals.%s (%s) values (%s)"
                        .formatted(table, String.join(", ", columns.keySet()), values))
                .params(columns)
                .update();
    }

    private static Optional<Role> role(ResultSet row, String column) throws SQLException {
        return text(row, column).flatMap(Role::ofGroup);
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
