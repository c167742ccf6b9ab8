package org.schoolapprovals.deviceexception;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
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
import org.schoolapprovals.decision.StageRecord;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.Deadline;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of exceptions. Lists leave the history out; one exception comes with it. */
@Repository
class ExceptionStore {

    private static final String TABLE = "approvals.device_exception";

    /** What the chair of governors decides, as far as {@link DeviceException#isVisibleTo} opens it to them. */
    private static final String FOR_CHAIR = """
            (deciders = 'chair-of-governors'
                or stand_in = 'chair-of-governors'
                    and (stand_in_invited or ruling_role is not distinct from 'chair-of-governors'))
            """;

    private final JdbcClient jdbc;
    private final StageRecord stages;

    ExceptionStore(JdbcClient jdbc, StageRecord stages) {
        this.jdbc = jdbc;
        this.stages = stages;
    }

    /** The next reference of the year. Whoever asks at the same time waits until this transaction ends, so no number is lost. */
    String nextReference(int year) {
        int number = jdbc.sql("""
                        insert into approvals.device_exception_number as given (year, last) values (:year, 1)
                        on conflict (year) do update set last = given.last + 1
                        returning last
                        """).param("year", year).query(Integer.class).single();
        return String.format(Locale.ROOT, "PDE-%04d-%04d", year, number);
    }

    void add(DeviceException exception) {
        Map<String, Object> columns = columns(exception);
        columns.put("id", exception.id());
        columns.put("reference", exception.reference());
        columns.put("version", exception.version());
        columns.put("requester", exception.requester());
        columns.put("deciders", exception.deciders().groupId());
        columns.put("stand_in", exception.standIn().map(Role::groupId).orElse(null));
        columns.put("requested_at", Timestamp.from(exception.requestedAt()));
        String names = String.join(", ", columns.keySet());
        String values = columns.keySet().stream().map(name -> ":" + name).collect(Collectors.joining(", "));
        jdbc.sql("insert into %s (%s) values (%s)".formatted(TABLE, names, values))
                .params(columns)
                .update();
        addEvents(exception);
    }

    /** @throws RefusedException if somebody else saved it since it was read */
    void save(DeviceException exception) {
        Map<String, Object> columns = columns(exception);
        String assignments =
                columns.keySet().stream().map(name -> name + " = :" + name).collect(Collectors.joining(", "));
        int saved = jdbc.sql("update %s set %s, version = version + 1 where id = :id and version = :version"
                        .formatted(TABLE, assignments))
                .params(columns)
                .param("id", exception.id())
                .param("version", exception.version())
                .update();
        if (saved == 0) {
            throw new RefusedException("Somebody else worked on request " + exception.reference()
                    + " just now: please open it afresh to see where it stands.");
        }
        addEvents(exception);
    }

    private void addEvents(DeviceException exception) {
        stages.write(exception.newStages());
        for (HistoryEvent event : exception.newEvents()) {
            jdbc.sql("""
                            insert into approvals.device_exception_event (exception_id, at, by_user, type, text)
                            values (:exception, :at, :by, :type, :text)
                            """)
                    .param("exception", exception.id())
                    .param("at", Timestamp.from(event.at()))
                    .param("by", event.by().orElse(null))
                    .param("type", event.type().name())
                    .param("text", event.text())
                    .update();
        }
    }

    Optional<DeviceException> find(UUID id) {
        List<HistoryEvent> history = jdbc.sql("""
                        select at, by_user, type, text from approvals.device_exception_event
                        where exception_id = :id order by id
                        """)
                .param("id", id)
                .query((row, number) -> new HistoryEvent(
                        instant(row, "at").orElseThrow(),
                        Optional.ofNullable(row.getString("by_user")),
                        EventType.valueOf(row.getString("type")),
                        row.getString("text")))
                .list();
        return jdbc.sql("select * from " + TABLE + " where id = :id")
                .param("id", id)
                .query(mapper(history))
                .optional();
    }

    List<DeviceException> list(Person viewer, RegisterFilter filter) {
        Map<String, Object> params = new HashMap<>();
        String where = where(viewer, filter, params);
        params.put("offset", (long) filter.page() * filter.size());
        params.put("size", filter.size());
        return jdbc.sql("select * from %s where %s order by %s, id offset :offset limit :size"
                        .formatted(TABLE, where, order(filter)))
                .params(params)
                .query(mapper(List.of()))
                .list();
    }

    private static String order(RegisterFilter filter) {
        return filter.group()
                .map(group -> switch (group) {
                    case ACTIVE -> "returns_at";
                    case UPCOMING, WAITING -> "departs_at";
                    case CLOSED -> "departs_at desc";
                })
                .orElse("departs_at desc");
    }

    long count(Person viewer, RegisterFilter filter) {
        Map<String, Object> params = new HashMap<>();
        String where = where(viewer, filter, params);
        return jdbc.sql("select count(*) from %s where %s".formatted(TABLE, where))
                .params(params)
                .query(Long.class)
                .single();
    }

    Map<Group, Long> countByGroup(Person viewer, RegisterFilter filter) {
        Map<String, Object> params = new HashMap<>();
        String where = where(viewer, filter.inAnyGroup(), params);
        String counts = Arrays.stream(Group.values())
                .map(group -> "count(*) filter (where %s) as %s".formatted(belongingTo(group), group))
                .collect(Collectors.joining(", "));
        return jdbc.sql("select %s from %s where %s".formatted(counts, TABLE, where))
                .params(params)
                .query((row, number) -> {
                    Map<Group, Long> lines = new EnumMap<>(Group.class);
                    for (Group group : Group.values()) {
                        lines.put(group, row.getLong(group.name()));
                    }
                    return lines;
                })
                .single();
    }

    List<String> requesters(Person viewer) {
        Map<String, Object> params = new HashMap<>();
        String where = where(viewer, RegisterFilter.everything(1), params);
        return jdbc.sql("select distinct requester from %s where %s".formatted(TABLE, where))
                .params(params)
                .query(String.class)
                .list();
    }

    /** Others of the same person or for the same trip: what overlaps first, then the latest departure. */
    List<DeviceException> related(DeviceException exception, int most) {
        return jdbc.sql("""
                        select * from approvals.device_exception
                        where id <> :id and (requester = :requester or trip_key = :trip)
                        order by (requester = :requester and departs_at < :returnsAt and returns_at > :departsAt) desc,
                            departs_at desc, id
                        limit :most
                        """)
                .param("id", exception.id())
                .param("requester", exception.requester())
                .param("trip", exception.request().tripKey())
                .param("departsAt", Timestamp.from(exception.request().departure()))
                .param("returnsAt", Timestamp.from(exception.request().homecoming()))
                .param("most", most)
                .query(mapper(List.of()))
                .list();
    }

    private static String where(Person viewer, RegisterFilter filter, Map<String, Object> params) {
        StringBuilder where = new StringBuilder(visibleTo(viewer));
        params.put("viewer", viewer.id());
        filter.group().ifPresent(group -> where.append(" and ").append(belongingTo(group)));
        filter.firstDay().ifPresent(day -> {
            where.append(" and departs_at >= :from");
            params.put("from", Timestamp.from(SchoolTime.at(day.atStartOfDay())));
        });
        filter.lastDay().ifPresent(day -> {
            where.append(" and departs_at < :until");
            params.put("until", Timestamp.from(SchoolTime.at(day.plusDays(1).atStartOfDay())));
        });
        filter.requester().ifPresent(requester -> {
            where.append(" and requester = :requester");
            params.put("requester", requester);
        });
        if (!filter.states().isEmpty()) {
            where.append(" and state in (:states)");
            params.put("states", filter.states().stream().map(State::name).toList());
        }
        return where.toString();
    }

    /** Those of these exceptions that the viewer may see. @param ids at least one */
    Set<UUID> visible(Person viewer, Collection<UUID> ids) {
        return jdbc.sql("select id from " + TABLE + " where id in (:ids) and " + visibleTo(viewer))
                .param("ids", ids)
                .param("viewer", viewer.id())
                .query(UUID.class)
                .set();
    }

    /** {@link DeviceException#isVisibleTo} in SQL. */
    private static String visibleTo(Person viewer) {
        if (viewer.hasAnyOf(Role.HEAD_TEACHER, Role.DEPUTY_HEAD, Role.OFFICE)) {
            return "true";
        }
        return viewer.has(Role.CHAIR_OF_GOVERNORS)
                ? "(requester = :viewer or " + FOR_CHAIR + ")"
                : "requester = :viewer";
    }

    /** {@link Group#of} in SQL. */
    private static String belongingTo(Group group) {
        return switch (group) {
            case ACTIVE -> "state = 'ACTIVE'";
            case UPCOMING -> "state = 'APPROVED'";
            case WAITING -> """
                    (state in ('AWAITING_DECISION', 'AWAITING_ANSWER', 'RETROSPECTIVE', 'RETURNED')
                        or closure in ('DUE', 'TO_CHECK'))
                    """;
            case CLOSED -> """
                    (state in ('CLOSED', 'REFUSED', 'LAPSED', 'WITHDRAWN', 'REVOKED', 'RETROSPECTIVE_NOTED')
                        and closure in ('NOT_NEEDED', 'DONE'))
                    """;
        };
    }

    private static Map<String, Object> columns(DeviceException exception) {
        DeviceException.Standing standing = exception.standing();
        DeviceExceptionRequest request = standing.request();
        DecisionTimes times = standing.times();
        Map<String, Object> columns = new HashMap<>();
        columns.put("state", standing.state().name());
        columns.put("closure", standing.closure().name());
        columns.put("kind", request.kind().value());
        columns.put("trip_name", request.tripName());
        columns.put("trip_key", request.tripKey());
        columns.put("destination", request.destination());
        columns.put("departs_at", Timestamp.from(request.departure()));
        columns.put("returns_at", Timestamp.from(request.homecoming()));
        columns.put("pupils", request.pupils());
        columns.put("adults", request.adults());
        columns.put("device", request.device().value());
        columns.put("phone_number", request.phoneNumber().orElse(null));
        columns.put("contacts", values(request.contacts()));
        columns.put("uses", values(request.uses()));
        columns.put("why_not_school_phone", request.whyNotSchoolPhone());
        columns.put("number_withheld", request.numberWithheld());
        columns.put("cloud_backup_off", request.cloudBackupOff());
        columns.put("asked_at", Timestamp.from(times.asked()));
        columns.put("decision_due_at", Timestamp.from(times.due().alarm()));
        columns.put("decision_due_known", times.due().isKnown());
        columns.put("decision_reminder_at", Timestamp.from(times.reminder()));
        columns.put("urgent_from", Timestamp.from(times.urgentFrom()));
        columns.put("reminded", standing.reminded());
        columns.put("stand_in_invited", standing.standInInvited());
        columns.put("answer_reminder_at", timestamp(standing.answerReminder()));
        Optional<Ruling> ruling = standing.ruling();
        columns.put(
                "ruling_outcome",
                ruling.map(Ruling::outcome).map(Outcome::value).orElse(null));
        columns.put("ruling_conditions", ruling.map(Ruling::conditions).orElse(null));
        columns.put("ruling_reason", ruling.map(Ruling::reason).orElse(null));
        columns.put("ruling_by", ruling.map(Ruling::by).orElse(null));
        columns.put("ruling_role", ruling.map(Ruling::role).map(Role::groupId).orElse(null));
        columns.put(
                "ruling_on_behalf_of",
                ruling.flatMap(Ruling::onBehalfOf).map(Role::groupId).orElse(null));
        columns.put("ruling_at", timestamp(ruling.map(Ruling::at)));
        Optional<ClosureTimes> closing = standing.closureTimes();
        columns.put("closure_due_at", timestamp(closing.map(ClosureTimes::due).map(Deadline::alarm)));
        columns.put(
                "closure_due_known",
                closing.map(ClosureTimes::due).map(Deadline::isKnown).orElse(null));
        columns.put("closure_late_at", timestamp(closing.map(ClosureTimes::late)));
        Optional<ClosureReport> report = standing.closureReport();
        columns.put("contact_made", report.map(ClosureReport::contactMade).orElse(null));
        columns.put("contact_log", report.map(ClosureReport::contactLog).orElse(null));
        columns.put("numbers_deleted", report.map(ClosureReport::numbersDeleted).orElse(null));
        columns.put(
                "photos_transferred",
                report.map(ClosureReport::photosTransferred).orElse(null));
        columns.put("closure_reported_at", timestamp(standing.closureReportedAt()));
        return columns;
    }

    private static RowMapper<DeviceException> mapper(List<HistoryEvent> history) {
        return (row, number) -> new DeviceException(
                row.getObject("id", UUID.class),
                row.getString("reference"),
                row.getString("requester"),
                role(row, "deciders").orElseThrow(),
                role(row, "stand_in"),
                instant(row, "requested_at").orElseThrow(),
                row.getInt("version"),
                new DeviceException.Standing(
                        request(row),
                        State.valueOf(row.getString("state")),
                        Closure.valueOf(row.getString("closure")),
                        new DecisionTimes(
                                instant(row, "asked_at").orElseThrow(),
                                deadline(row, "decision_due_at", "decision_due_known")
                                        .orElseThrow(),
                                instant(row, "decision_reminder_at").orElseThrow(),
                                instant(row, "urgent_from").orElseThrow()),
                        row.getBoolean("reminded"),
                        row.getBoolean("stand_in_invited"),
                        instant(row, "answer_reminder_at"),
                        ruling(row),
                        closureTimes(row),
                        closureReport(row),
                        instant(row, "closure_reported_at")),
                history);
    }

    private static DeviceExceptionRequest request(ResultSet row) throws SQLException {
        return new DeviceExceptionRequest(
                choice(Kind.class, row.getString("kind")),
                row.getString("trip_name"),
                row.getString("destination"),
                SchoolTime.localOf(instant(row, "departs_at").orElseThrow()),
                SchoolTime.localOf(instant(row, "returns_at").orElseThrow()),
                row.getInt("pupils"),
                row.getInt("adults"),
                choice(Device.class, row.getString("device")),
                Optional.ofNullable(row.getString("phone_number")),
                choices(Contact.class, row, "contacts"),
                choices(Use.class, row, "uses"),
                row.getString("why_not_school_phone"),
                row.getBoolean("number_withheld"),
                row.getBoolean("cloud_backup_off"));
    }

    private static Optional<Ruling> ruling(ResultSet row) throws SQLException {
        Optional<Outcome> outcome =
                Optional.ofNullable(row.getString("ruling_outcome")).flatMap(Outcome::of);
        return outcome.isEmpty()
                ? Optional.empty()
                : Optional.of(new Ruling(
                        outcome.get(),
                        row.getString("ruling_conditions"),
                        row.getString("ruling_reason"),
                        row.getString("ruling_by"),
                        role(row, "ruling_role").orElseThrow(),
                        role(row, "ruling_on_behalf_of"),
                        instant(row, "ruling_at").orElseThrow()));
    }

    private static Optional<ClosureTimes> closureTimes(ResultSet row) throws SQLException {
        Optional<Deadline> due = deadline(row, "closure_due_at", "closure_due_known");
        return due.isEmpty()
                ? Optional.empty()
                : Optional.of(new ClosureTimes(
                        due.get(), instant(row, "closure_late_at").orElseThrow()));
    }

    private static Optional<ClosureReport> closureReport(ResultSet row) throws SQLException {
        return row.getTimestamp("closure_reported_at") == null
                ? Optional.empty()
                : Optional.of(new ClosureReport(
                        row.getBoolean("contact_made"),
                        row.getString("contact_log"),
                        row.getBoolean("numbers_deleted"),
                        row.getBoolean("photos_transferred")));
    }

    private static Optional<Deadline> deadline(ResultSet row, String alarm, String isKnown) throws SQLException {
        boolean known = row.getBoolean(isKnown);
        return instant(row, alarm).map(moment -> new Deadline(moment, known));
    }

    private static Optional<Role> role(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).flatMap(Role::ofGroup);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static <E extends Enum<E> & FormValue> Set<E> choices(Class<E> type, ResultSet row, String column)
            throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray())
                .map(value -> choice(type, value))
                .collect(Collectors.toSet());
    }

    private static <E extends Enum<E> & FormValue> E choice(Class<E> type, String value) {
        return Arrays.stream(type.getEnumConstants())
                .filter(choice -> choice.value().equals(value))
                .findFirst()
                .orElseThrow();
    }

    private static String[] values(Collection<? extends FormValue> choices) {
        return choices.stream().map(FormValue::value).toArray(String[]::new);
    }

    private static Timestamp timestamp(Optional<Instant> moment) {
        return moment.map(Timestamp::from).orElse(null);
    }
}
