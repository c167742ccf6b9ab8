package org.schoolapprovals.comment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.schoolapprovals.decision.StageRecord;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.Deadline;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of comments. Lists leave the history out; one comment comes with it. */
@Repository
class CommentStore {

    private static final String SELECT = """
            select comment.*, seen.* from approvals.comment comment
            left join lateral (
                select array_agg(from_at order by nth) as public_from, array_agg(until_at order by nth) as public_until,
                    array_agg(agreed order by nth) as public_agreed
                from approvals.comment_public where comment_id = comment.id) seen on true
            """;

    private static final String JOINED = "(coalesce(review_overdue, false) or requester_reviews)";

    private final JdbcClient jdbc;
    private final StageRecord stages;

    CommentStore(JdbcClient jdbc, StageRecord stages) {
        this.jdbc = jdbc;
        this.stages = stages;
    }

    /** The next reference of the year. Whoever asks at the same time waits until this transaction ends, so no number is lost. */
    String nextReference(int year) {
        int number = jdbc.sql("""
                        insert into approvals.comment_number as given (year, last) values (:year, 1)
                        on conflict (year) do update set last = given.last + 1
                        returning last
                        """).param("year", year).query(Integer.class).single();
        return String.format(Locale.ROOT, "COM-%04d-%04d", year, number);
    }

    void add(Comment comment) {
        Map<String, Object> columns = columns(comment);
        columns.putAll(origin(comment));
        String names = String.join(", ", columns.keySet());
        String values = columns.keySet().stream().map(name -> ":" + name).collect(Collectors.joining(", "));
        jdbc.sql("insert into approvals.comment (%s) values (%s)".formatted(names, values))
                .params(columns)
                .update();
        addRest(comment);
    }

    /** @throws RefusedException if somebody else saved it since it was read */
    void save(Comment comment) {
        Map<String, Object> columns = columns(comment);
        String assignments =
                columns.keySet().stream().map(name -> name + " = :" + name).collect(Collectors.joining(", "));
        int saved = jdbc.sql(
                        "update approvals.comment set %s, version = version + 1 where id = :id and version = :version"
                                .formatted(assignments))
                .params(columns)
                .param("id", comment.id())
                .param("version", comment.version())
                .update();
        if (saved == 0) {
            throw new RefusedException("Somebody else worked on comment " + comment.reference()
                    + " just now: please open it afresh to see where it stands.");
        }
        addRest(comment);
    }

    private void addRest(Comment comment) {
        stages.write(comment.newStages());
        for (HistoryEvent event : comment.newEvents()) {
            jdbc.sql("""
                            insert into approvals.comment_event (comment_id, at, by_user, type, text)
                            values (:comment, :at, :by, :type, :text)
                            """)
                    .param("comment", comment.id())
                    .param("at", Timestamp.from(event.at()))
                    .param("by", event.by().orElse(null))
                    .param("type", event.type().name())
                    .param("text", event.text())
                    .update();
        }
        int nth = 0;
        for (Stretch stretch : comment.stretches()) {
            jdbc.sql("""
                            insert into approvals.comment_public (comment_id, nth, from_at, until_at, agreed)
                            values (:comment, :nth, :from, :until, :agreed)
                            on conflict (comment_id, nth) do update set until_at = excluded.until_at
                            """)
                    .param("comment", comment.id())
                    .param("nth", ++nth)
                    .param("from", Timestamp.from(stretch.from()))
                    .param("until", timestamp(stretch.until()))
                    .param("agreed", stretch.agreed())
                    .update();
        }
    }

    Optional<Comment> find(UUID id) {
        List<HistoryEvent> history = jdbc.sql("""
                        select at, by_user, type, text from approvals.comment_event where comment_id = :id order by id
                        """)
                .param("id", id)
                .query((row, number) -> new HistoryEvent(
                        instant(row, "at").orElseThrow(),
                        Optional.ofNullable(row.getString("by_user")),
                        EventType.valueOf(row.getString("type")),
                        row.getString("text")))
                .list();
        return jdbc.sql(SELECT + " where comment.id = :id")
                .param("id", id)
                .query(mapper(history))
                .optional();
    }

    /** Waits until no other transaction calls the channel for this comment, and keeps others waiting until this one ends. */
    void takeTurnOnChannel(UUID id) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:turn, 0))")
                .param("turn", "comment on its channel: " + id)
                .query()
                .singleRow();
    }

    /** Reads it as it stands once everybody else is done with it; nobody else changes it until this transaction ends. */
    Optional<Comment> lock(UUID id) {
        return jdbc.sql("select id from approvals.comment where id = :id for update")
                .param("id", id)
                .query(UUID.class)
                .optional()
                .flatMap(this::find);
    }

    /** The latest request about a comment on the page, locked. */
    Optional<Comment> lockLatest(String externalId) {
        return jdbc.sql("""
                        select id from approvals.comment where external_id = :external
                            and not exists (select from approvals.comment later where later.previous = comment.id)
                        order by received_at desc limit 1 for update
                        """)
                .param("external", externalId)
                .query(UUID.class)
                .optional()
                .flatMap(this::find);
    }

    /** What is known of it; whoever else hears of it waits until this transaction ends. */
    PageMemory rememberPage(String externalId) {
        jdbc.sql("insert into approvals.comment_on_page (external_id) values (:external) on conflict do nothing")
                .param("external", externalId)
                .update();
        return jdbc.sql(
                        "select text_at, removed_at from approvals.comment_on_page where external_id = :external for update")
                .param("external", externalId)
                .query((row, number) -> new PageMemory(
                        instant(row, "text_at"), instant(row, "removed_at").isPresent()))
                .single();
    }

    void rememberText(String externalId, Instant at) {
        jdbc.sql("update approvals.comment_on_page set text_at = :at where external_id = :external")
                .param("external", externalId)
                .param("at", Timestamp.from(at))
                .update();
    }

    void rememberRemoval(String externalId, Instant at) {
        jdbc.sql("update approvals.comment_on_page set removed_at = :at where external_id = :external")
                .param("external", externalId)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** @return whether the mail is new */
    boolean rememberMail(String messageId, Instant at) {
        return jdbc.sql("""
                                insert into approvals.comment_mail (message_hash, received_at) values (:hash, :at)
                                on conflict do nothing
                                """)
                        .param("hash", DigestUtils.sha256Hex(messageId))
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    /** Reports are counted from the evidence, which outlives the comments. */
    AuthorHistory authorHistory(Comment comment) {
        return jdbc.sql("""
                        select
                            count(*) filter (where verdict = 'publish') as published,
                            max(at) filter (where verdict = 'publish') as last_published,
                            count(*) filter (where verdict = 'decline') as declined,
                            max(at) filter (where verdict = 'decline') as last_declined,
                            count(*) filter (where verdict = 'report') as reported,
                            max(at) filter (where verdict = 'report') as last_reported
                        from (
                            select ruling_verdict as verdict, ruling_at as at from approvals.comment
                                where author_key = :author and id <> :id
                            union all
                            select 'report', reported_at from approvals.comment_evidence
                                where author_key = :author and comment_id <> :id) other
                        """)
                .param("author", authorKey(comment.origin()).orElse(null))
                .param("id", comment.id())
                .query((row, number) -> new AuthorHistory(
                        row.getInt("published"),
                        instant(row, "last_published"),
                        row.getInt("declined"),
                        instant(row, "last_declined"),
                        row.getInt("reported"),
                        instant(row, "last_reported")))
                .single();
    }

    /** Whether other work waits for a person for this very reason. */
    boolean othersWaitBecause(String why, UUID id) {
        return jdbc.sql("select exists (select from approvals.comment where effort_by_hand = :why and id <> :id)")
                .param("why", why)
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    List<Comment> waitingFor(Person viewer, int most) {
        String where = "state = 'WAITING' and lower(requester) <> lower(:viewer) and " + decidedBy(viewer);
        return jdbc.sql(SELECT + " where " + where
                        + " order by triage_priority desc, review_due_at, received_at, id limit :most")
                .param("viewer", viewer.id())
                .param("most", most)
                .query(mapper(List.of()))
                .list();
    }

    /** {@link Comment#mayReview} in SQL, as far as it asks for roles. */
    private static String decidedBy(Person viewer) {
        List<String> ways = new ArrayList<>();
        if (viewer.has(Role.SOCIAL_MEDIA)) {
            ways.add("true");
        }
        if (viewer.has(Role.HEAD_TEACHER)) {
            ways.add("(" + JOINED + " and not requester_is_head)");
        }
        if (viewer.has(Role.CHAIR_OF_GOVERNORS)) {
            ways.add("(" + JOINED + " and (about_head or requester_is_head))");
        }
        if (ways.isEmpty()) {
            return "false";
        }
        return (viewer.has(Role.HEAD_TEACHER) ? "not about_head and " : "") + "(" + String.join(" or ", ways) + ")";
    }

    List<Comment> list(Person viewer, CommentFilter filter) {
        Map<String, Object> params = new HashMap<>();
        String where = where(viewer, filter, params);
        return jdbc.sql(SELECT + " where " + where
                        + " order by received_at desc, reference desc offset :offset limit :size")
                .params(params)
                .param("offset", (long) filter.page() * filter.size())
                .param("size", filter.size())
                .query(mapper(List.of()))
                .list();
    }

    List<Comment> broughtBy(Person person, int most) {
        return jdbc.sql(SELECT + " where lower(requester) = lower(:person)"
                        + " order by received_at desc, reference desc limit :most")
                .param("person", person.id())
                .param("most", most)
                .query(mapper(List.of()))
                .list();
    }

    long count(Person viewer, CommentFilter filter) {
        Map<String, Object> params = new HashMap<>();
        String where = where(viewer, filter, params);
        return jdbc.sql("select count(*) from approvals.comment where " + where)
                .params(params)
                .query(Long.class)
                .single();
    }

    private static String where(Person viewer, CommentFilter filter, Map<String, Object> params) {
        StringBuilder where = new StringBuilder(visibleTo(viewer));
        params.put("viewer", viewer.id());
        if (!filter.states().isEmpty()) {
            where.append(" and state in (:states)");
            params.put("states", filter.states().stream().map(State::name).toList());
        }
        filter.channel().ifPresent(channel -> {
            where.append(" and channel = :channel");
            params.put("channel", channel.value());
        });
        filter.firstDay().ifPresent(day -> {
            where.append(" and received_at >= :from");
            params.put("from", Timestamp.from(SchoolTime.at(day.atStartOfDay())));
        });
        filter.lastDay().ifPresent(day -> {
            where.append(" and received_at < :until");
            params.put("until", Timestamp.from(SchoolTime.at(day.plusDays(1).atStartOfDay())));
        });
        return where.toString();
    }

    /** Those of these comments that the viewer may see. @param ids at least one */
    Set<UUID> visible(Person viewer, Collection<UUID> ids) {
        return jdbc.sql("select id from approvals.comment where id in (:ids) and " + visibleTo(viewer))
                .param("ids", ids)
                .param("viewer", viewer.id())
                .query(UUID.class)
                .set();
    }

    /** Those of these comments that the viewer may not see. @param ids at least one */
    Set<UUID> hidden(Person viewer, Collection<UUID> ids) {
        return jdbc.sql("select id from approvals.comment where id in (:ids) and not (" + visibleTo(viewer) + ")")
                .param("ids", ids)
                .param("viewer", viewer.id())
                .query(UUID.class)
                .set();
    }

    /** {@link Comment#isVisibleTo} in SQL. */
    private static String visibleTo(Person viewer) {
        List<String> ways = new ArrayList<>();
        ways.add("lower(requester) = lower(:viewer)");
        if (viewer.has(Role.SOCIAL_MEDIA) && !viewer.has(Role.HEAD_TEACHER)) {
            ways.add("true");
        }
        if (viewer.hasAnyOf(Role.SOCIAL_MEDIA, Role.HEAD_TEACHER, Role.DEPUTY_HEAD)) {
            ways.add("not about_head");
        }
        if (viewer.has(Role.CHAIR_OF_GOVERNORS)) {
            ways.add("about_head");
            ways.add("respondents is not distinct from 'chair-of-governors'");
            ways.add("requester_is_head and (" + JOINED + " or coalesce(by_hand_overdue, false))");
        }
        return "(" + String.join(" or ", ways) + ")";
    }

    /** The same for all comments of an author on a channel; empty where nobody knows who it was. */
    static Optional<String> authorKey(Origin origin) {
        String channel = origin.channel().value();
        return origin.authorId()
                .map(id -> channel + ":id:" + id)
                .or(() -> Optional.of(origin.authorName())
                        .filter(name -> !OutsideText.NOBODY_KNOWS.contains(name))
                        .map(name -> channel + ":name:" + OutsideText.folded(name)));
    }

    private static Map<String, Object> origin(Comment comment) {
        Origin origin = comment.origin();
        Requester requester = comment.requesterFacts();
        Map<String, Object> columns = new HashMap<>();
        columns.put("id", comment.id());
        columns.put("reference", comment.reference());
        columns.put("version", comment.version());
        columns.put("road", origin.road().name());
        columns.put("channel", origin.channel().value());
        columns.put("external_id", origin.externalId().orElse(null));
        columns.put("post_id", origin.postId().orElse(null));
        columns.put("parent_id", origin.parentId().orElse(null));
        columns.put("message_id", origin.messageId().orElse(null));
        columns.put("author_id", origin.authorId().orElse(null));
        columns.put("author_name", origin.authorName());
        columns.put("author_key", authorKey(origin).orElse(null));
        columns.put("subject", origin.subject().orElse(null));
        columns.put("post_link", origin.postLink().orElse(null));
        columns.put("our_own", origin.ourOwn());
        columns.put("was_in_public", origin.inPublic());
        columns.put("previous", origin.previous().orElse(null));
        columns.put("requester", requester.id());
        columns.put("requester_is_person", requester.isPerson());
        columns.put("requester_reviews", requester.reviews());
        columns.put("requester_is_head", requester.isHead());
        columns.put("received_at", Timestamp.from(comment.receivedAt()));
        return columns;
    }

    private static Map<String, Object> columns(Comment comment) {
        Comment.Standing standing = comment.standing();
        Map<String, Object> columns = new HashMap<>();
        columns.put("text", standing.text());
        columns.put("attachment_url", standing.attachmentUrl().orElse(null));
        columns.put("state", standing.state().name());
        columns.put("round", standing.round());
        columns.put("round_began", Timestamp.from(standing.roundBegan()));
        Optional<Triage> triage = standing.triage();
        columns.put(
                "triage_reasons",
                triage.map(found -> found.reasons().toArray(String[]::new)).orElse(null));
        columns.put("triage_priority", triage.map(Triage::priority).orElse(null));
        columns.put("triage_urgent", triage.map(Triage::urgent).orElse(null));
        columns.put("triage_flagged", triage.map(Triage::flagged).orElse(null));
        columns.put("triage_about_head", triage.map(Triage::aboutHead).orElse(null));
        columns.put("about_head", standing.aboutHead());
        Optional<Ruling> ruling = standing.ruling();
        columns.put(
                "ruling_verdict",
                ruling.map(Ruling::verdict).map(Verdict::value).orElse(null));
        columns.put("ruling_reason", ruling.map(Ruling::reason).orElse(null));
        columns.put("ruling_clause", ruling.map(Ruling::clause).orElse(null));
        columns.put("ruling_by", ruling.map(Ruling::by).orElse(null));
        columns.put("ruling_role", ruling.map(Ruling::role).map(Role::groupId).orElse(null));
        columns.put("ruling_at", timestamp(ruling.map(Ruling::at)));
        columns.put("respondents", standing.respondents().map(Role::groupId).orElse(null));
        Optional<ReportAnswer> answer = standing.answer();
        columns.put(
                "answer_outcome",
                answer.map(ReportAnswer::outcome).map(ReportOutcome::value).orElse(null));
        columns.put("answer_note", answer.map(ReportAnswer::note).orElse(null));
        columns.put("answer_by", answer.map(ReportAnswer::by).orElse(null));
        columns.put(
                "answer_role", answer.map(ReportAnswer::role).map(Role::groupId).orElse(null));
        columns.put("answer_at", timestamp(answer.map(ReportAnswer::at)));
        for (Duty duty : Duty.values()) {
            put(
                    columns,
                    prefix(duty),
                    Optional.ofNullable(standing.obligations().get(duty)));
        }
        Optional<Effort> effort = standing.effort();
        columns.put(
                "effort_effect", effort.map(Effort::effect).map(Effect::value).orElse(null));
        columns.put("effort_attempts", effort.map(Effort::attempts).orElse(null));
        columns.put("effort_next_at", timestamp(effort.flatMap(Effort::nextAttempt)));
        columns.put("effort_by_hand", effort.flatMap(Effort::byHand).orElse(null));
        columns.put("removed_at", timestamp(standing.removedAt()));
        columns.put("published_link", standing.publishedAt().orElse(null));
        return columns;
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

    private static RowMapper<Comment> mapper(List<HistoryEvent> history) {
        return (row, number) -> new Comment(
                row.getObject("id", UUID.class),
                row.getString("reference"),
                origin(row),
                new Requester(
                        row.getString("requester"),
                        row.getBoolean("requester_is_person"),
                        row.getBoolean("requester_reviews"),
                        row.getBoolean("requester_is_head")),
                instant(row, "received_at").orElseThrow(),
                row.getInt("version"),
                new Comment.Standing(
                        row.getString("text"),
                        text(row, "attachment_url"),
                        State.valueOf(row.getString("state")),
                        row.getInt("round"),
                        instant(row, "round_began").orElseThrow(),
                        triage(row),
                        row.getBoolean("about_head"),
                        stretches(row),
                        instant(row, "removed_at"),
                        ruling(row),
                        role(row, "respondents"),
                        answer(row),
                        obligations(row),
                        effort(row),
                        text(row, "published_link")),
                history);
    }

    private static Origin origin(ResultSet row) throws SQLException {
        return new Origin(
                Road.valueOf(row.getString("road")),
                Channel.of(row.getString("channel")).orElseThrow(),
                text(row, "external_id"),
                text(row, "post_id"),
                text(row, "parent_id"),
                text(row, "message_id"),
                text(row, "author_id"),
                row.getString("author_name"),
                text(row, "subject"),
                text(row, "post_link"),
                row.getBoolean("our_own"),
                row.getBoolean("was_in_public"),
                Optional.ofNullable(row.getObject("previous", UUID.class)));
    }

    private static Optional<Triage> triage(ResultSet row) throws SQLException {
        return row.getArray("triage_reasons") == null
                ? Optional.empty()
                : Optional.of(new Triage(
                        List.of((String[]) row.getArray("triage_reasons").getArray()),
                        row.getInt("triage_priority"),
                        row.getBoolean("triage_urgent"),
                        row.getBoolean("triage_flagged"),
                        row.getBoolean("triage_about_head")));
    }

    private static List<Stretch> stretches(ResultSet row) throws SQLException {
        if (row.getArray("public_from") == null) {
            return List.of();
        }
        Timestamp[] from = (Timestamp[]) row.getArray("public_from").getArray();
        Timestamp[] until = (Timestamp[]) row.getArray("public_until").getArray();
        Boolean[] agreed = (Boolean[]) row.getArray("public_agreed").getArray();
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < from.length; i++) {
            stretches.add(new Stretch(
                    from[i].toInstant(), Optional.ofNullable(until[i]).map(Timestamp::toInstant), agreed[i]));
        }
        return stretches;
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
                        role(row, "ruling_role").orElseThrow(),
                        instant(row, "ruling_at").orElseThrow()));
    }

    private static Optional<ReportAnswer> answer(ResultSet row) throws SQLException {
        Optional<ReportOutcome> outcome = text(row, "answer_outcome").flatMap(ReportOutcome::of);
        return outcome.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReportAnswer(
                        outcome.get(),
                        row.getString("answer_note"),
                        row.getString("answer_by"),
                        role(row, "answer_role").orElseThrow(),
                        instant(row, "answer_at").orElseThrow()));
    }

    private static Map<Duty, Obligation> obligations(ResultSet row) throws SQLException {
        Map<Duty, Obligation> obligations = new EnumMap<>(Duty.class);
        for (Duty duty : Duty.values()) {
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

    private static Optional<Effort> effort(ResultSet row) throws SQLException {
        Optional<Effect> effect = text(row, "effort_effect").flatMap(Effect::of);
        return effect.isEmpty()
                ? Optional.empty()
                : Optional.of(new Effort(
                        effect.get(),
                        row.getInt("effort_attempts"),
                        instant(row, "effort_next_at"),
                        text(row, "effort_by_hand")));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Optional<Role> role(ResultSet row, String column) throws SQLException {
        return text(row, column).flatMap(Role::ofGroup);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static Timestamp timestamp(Optional<Instant> moment) {
        return moment.map(Timestamp::from).orElse(null);
    }
}
