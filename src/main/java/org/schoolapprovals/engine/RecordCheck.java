package org.schoolapprovals.engine;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schoolapprovals.decision.LatestCheck;
import org.schoolapprovals.decision.RecordCheckResult;
import org.schoolapprovals.decision.StageKind;
import org.schoolapprovals.notice.Notice;
import org.schoolapprovals.notice.Notices;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Compares, every night, what reports count with what the engine remembers, both ways, as long as it does: the engine forgets a
 * request after its history time to live. Both change in the same transactions, so each comparison is one statement, which sees one
 * moment. It reads the engine's own tables: its queries know no join with ours, and the version of the engine is the last of its
 * line.
 */
@Component
class RecordCheck {

    /** Before the engine clears up its history. */
    private static final LocalTime NIGHT = LocalTime.of(1, 0);

    /** What the engine still has to do after a result stands, such as waiting for a job, it does within this time. */
    private static final Duration GRACE = Duration.ofHours(1);

    /** What goes on when its last stage has ended: parents are told of a takedown, and the time to read a new policy runs. */
    private static final Set<String> OUTLIVE_THEIR_STAGES = Set.of("photo-takedown", "policy-review");

    /** Tasks whose completion is a row in the decision record and ends a stage. */
    private static final Set<String> DECIDING_TASKS = Set.of(
            "Task_DecideException",
            "Task_NoteRetrospectiveUse",
            "Task_ReviewComment",
            "Task_ClearPhotos",
            "Task_HeadReview",
            "Task_ChairDecision");

    private static final Set<String> RESPONDING_TASKS = Set.of("Task_RespondToReport");

    /** A task whose completion is a row in the decision record and ends no stage of its own. */
    private static final Set<String> CONFIRMING_TASKS = Set.of("Task_CheckClosure");

    /** Decisions that people make from a page, without a task. */
    private static final Set<String> DECIDED_WITHOUT_TASK = Set.of("revoke");

    /** The end events of the processes, and how the record says the same. */
    private static final Map<String, String> RESULTS = Map.ofEntries(
            Map.entry("EndEvent_ExceptionClosed", "closed"),
            Map.entry("EndEvent_ExceptionRefused", "refused"),
            Map.entry("EndEvent_ExceptionLapsed", "lapsed"),
            Map.entry("EndEvent_RequestWithdrawn", "withdrawn"),
            Map.entry("EndEvent_ExceptionWithdrawn", "withdrawn"),
            Map.entry("EndEvent_ExceptionRevoked", "revoked"),
            Map.entry("EndEvent_RetrospectiveUseNoted", "retrospective"),
            Map.entry("EndEvent_CommentPublished", "published"),
            Map.entry("EndEvent_CommentDeclined", "declined"),
            Map.entry("EndEvent_CommentReported", "removed"),
            Map.entry("EndEvent_CommentWithdrawn", "gone"),
            Map.entry("EndEvent_PhotosPublished", "published"),
            Map.entry("EndEvent_PhotosRefused", "declined"),
            Map.entry("EndEvent_PhotosWithdrawn", "withdrawn"),
            Map.entry("EndEvent_ReviewSignedOff", "signed-off"),
            Map.entry("EndEvent_PolicyPublished", "published"),
            Map.entry("EndEvent_PolicyConfirmed", "published"),
            Map.entry("EndEvent_MissingFollowedUp", "published"),
            Map.entry("EndEvent_ReviewCancelled", "cancelled"),
            Map.entry("EndEvent_PolicyAcknowledged", "acknowledged"),
            Map.entry("EndEvent_NameMissing", "missing"),
            Map.entry("EndEvent_PersonLeft", "left"),
            Map.entry("EndEvent_RoundUpPosted", "posted"),
            Map.entry("EndEvent_RoundUpMissed", "missed"),
            Map.entry("EndEvent_RoundUpUnanswered", "missed"));

    private static final int TOLD = 20;

    /** Requests, and parts of one, that have a process of their own which the engine remembers and will not forget tonight. */
    private static final String REMEMBERED = """
            remembered as (
                select id_ as id, proc_def_key_ as process, coalesce(business_key_, '') as key, end_time_ is null as running
                from act_hi_procinst
                where super_process_instance_id_ is null and (removal_time_ is null or removal_time_ > :soon))
            """;

    private static final Logger LOG = LoggerFactory.getLogger(RecordCheck.class);

    private final JdbcClient jdbc;
    private final LatestCheck checks;
    private final Notices notices;
    private final People people;
    private final Clock clock;

    RecordCheck(JdbcClient jdbc, LatestCheck checks, Notices notices, People people, Clock clock) {
        this.jdbc = jdbc;
        this.checks = checks;
        this.notices = notices;
        this.people = people;
        this.clock = clock;
    }

    /** Once a night on one of the machines; in the morning where none was running. */
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT2M")
    @Transactional
    public void round() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (SchoolTime.localOf(now).toLocalTime().isBefore(NIGHT) || !checks.isFirstOf(SchoolTime.dayOf(now))) {
            return;
        }
        RecordCheckResult result = compare(now);
        checks.add(SchoolTime.dayOf(now), result);
        if (!result.agrees()) {
            tell(result);
        }
    }

    private void tell(RecordCheckResult result) {
        LOG.error("The record that reports count and the engine differ: {}", String.join(" ", result.differences()));
        notices.tell(Notice.of(
                Notice.Kind.PROBLEM,
                Stream.of(Role.HEAD_TEACHER, Role.ADMINISTRATOR)
                        .flatMap(role -> people.with(role).stream())
                        .map(Person::id)
                        .collect(Collectors.toSet()),
                "The record that reports count differs from the engine",
                "Last night\u2019s comparison found something that reports may count wrongly. It is listed in the application\u2019s"
                        + " log; please let somebody technical look at it before a report is signed off.",
                "/"));
    }

    private RecordCheckResult compare(Instant now) {
        List<String> differences = differences(now);
        List<String> told = new ArrayList<>(differences.subList(0, Math.min(TOLD, differences.size())));
        if (differences.size() > TOLD) {
            told.add("And " + (differences.size() - TOLD) + " more.");
        }
        return new RecordCheckResult(now, compared(now), told);
    }

    /** In which the two differ at this moment, a sentence each. */
    List<String> differences(Instant now) {
        List<String> differences = new ArrayList<>();
        differences.addAll(unknownToTheRecord(now));
        differences.addAll(twiceInTheEngine(now));
        differences.addAll(unknownToTheEngine(now));
        differences.addAll(openInTheRecordOnly());
        differences.addAll(runningInTheEngineOnly(now));
        differences.addAll(endedDifferently(now));
        differences.addAll(countedDifferently(now));
        differences.addAll(waitingDifferently(StageKind.DECISION, DECIDING_TASKS));
        differences.addAll(waitingDifferently(StageKind.RESPONSE, RESPONDING_TASKS));
        return differences;
    }

    private int compared(Instant now) {
        return remembering(now, "select count(distinct key) from remembered")
                .query(Integer.class)
                .single();
    }

    private List<String> unknownToTheRecord(Instant now) {
        return remembering(now, """
                        select process || ' ' || key || ': the engine knows it, the record does not.' from remembered
                        where not exists (select from approvals.stage where cast(part_id as text) = key)
                        order by 1
                        """).query(String.class).list();
    }

    /** A request has one process of its own: a second one was started by hand, whatever for. */
    private List<String> twiceInTheEngine(Instant now) {
        return remembering(now, """
                        select process || ' ' || key || ': the engine has it ' || count(*) || ' times.' from remembered
                        group by process, key having count(*) > 1
                        order by 1
                        """).query(String.class).list();
    }

    /** What began since the engine began to remember its process, and within the time that it remembers. */
    private List<String> unknownToTheEngine(Instant now) {
        return jdbc.sql("""
                        with memory as (
                            select process.key, greatest(cast(process.since as timestamptz), process.until_forgotten) as since from (
                                select proc_def_key_ as key, min(start_time_) as since,
                                    (select cast(:now as timestamptz) - (min(history_ttl_) - 1) * interval '1 day' from act_re_procdef
                                        where key_ = proc_def_key_) as until_forgotten
                                from act_hi_procinst where super_process_instance_id_ is null group by proc_def_key_) process)
                        select distinct reference || ' (' || kind || '): the record knows it, the engine does not.'
                        from approvals.stage join memory on memory.key = stage.process and begun_recorded_at >= memory.since
                        where not exists (select from act_hi_procinst where business_key_ = cast(part_id as text))
                        order by 1
                        """)
                .param("now", Timestamp.from(now))
                .query(String.class)
                .list();
    }

    private List<String> openInTheRecordOnly() {
        return jdbc.sql("""
                        select reference || ' (' || kind || '): it is open in the record, and the engine has nothing running for it.'
                        from approvals.stage
                        where ended_at is null and not exists (
                                select from act_ru_execution where business_key_ = cast(part_id as text))
                            and exists (select from act_hi_procinst where business_key_ = cast(part_id as text))
                        order by 1
                        """).query(String.class).list();
    }

    private List<String> runningInTheEngineOnly(Instant now) {
        return remembering(now, """
                        select process || ' ' || key || ': it is running in the engine, and nothing of it is open in the record.'
                        from remembered
                        where running and process not in (:outlive)
                            and exists (select from approvals.stage where cast(part_id as text) = key)
                            and not exists (
                                select from approvals.stage
                                where cast(part_id as text) = key and (ended_at is null or ended_recorded_at > :graceful))
                        order by 1
                        """)
                .param("outlive", OUTLIVE_THEIR_STAGES)
                .param("graceful", Timestamp.from(now.minus(GRACE)))
                .query(String.class)
                .list();
    }

    private List<String> endedDifferently(Instant now) {
        List<Map.Entry<String, String>> results = List.copyOf(RESULTS.entrySet());
        return remembering(now, """
                        select process || ' ' || key || ': it ended in the engine at ' || event || ', in the record not as ' || outcome
                            || '.'
                        from remembered
                            join act_hi_actinst on proc_inst_id_ = remembered.id
                            join unnest(cast(:events as text[]), cast(:outcomes as text[])) as result (event, outcome)
                                on act_id_ = event
                        where exists (select from approvals.stage where cast(part_id as text) = key)
                            and not exists (
                                select from approvals.stage
                                where cast(part_id as text) = key and kind in ('request', 'acknowledgement', 'round-up')
                                    and stage.outcome = result.outcome)
                        order by 1
                        """)
                .param("events", results.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .param("outcomes", results.stream().map(Map.Entry::getValue).toArray(String[]::new))
                .query(String.class)
                .list();
    }

    private List<String> countedDifferently(Instant now) {
        return remembering(now, """
                        , completed as (
                            select key, count(act_hi_taskinst.id_) as tasks
                            from remembered left join act_hi_taskinst on root_proc_inst_id_ = remembered.id
                                and delete_reason_ = 'completed' and task_def_key_ in (:tasks)
                            group by key),
                        decided as (
                            select cast(request_id as text) as key, count(*) as decisions
                            from approvals.decision where outcome not in (:withoutTask) group by request_id)
                        select key || ': ' || tasks || ' decided in the engine, ' || coalesce(decisions, 0) || ' in the record.'
                        from completed left join decided using (key)
                        where tasks <> coalesce(decisions, 0)
                        order by 1
                        """)
                .param(
                        "tasks",
                        Stream.of(DECIDING_TASKS, RESPONDING_TASKS, CONFIRMING_TASKS)
                                .flatMap(Collection::stream)
                                .toList())
                .param("withoutTask", DECIDED_WITHOUT_TASK)
                .query(String.class)
                .list();
    }

    private List<String> waitingDifferently(StageKind kind, Set<String> tasks) {
        return jdbc.sql("""
                        with waiting as (
                            select cast(part_id as text) as key from approvals.stage where kind = :kind and ended_at is null),
                        offered as (
                            select coalesce(business_key_, '') as key from act_ru_task
                                join act_ru_execution on act_ru_execution.id_ = act_ru_task.proc_inst_id_
                            where task_def_key_ in (:tasks))
                        select coalesce(waiting.key, offered.key) || case
                            when offered.key is null then ': the record says that it waits for a decision, nobody has the task.'
                            else ': somebody has the task to decide, the record says nothing of it.' end
                        from waiting full join offered using (key)
                        where waiting.key is null or offered.key is null
                        order by 1
                        """)
                .param("kind", kind.value())
                .param("tasks", tasks)
                .query(String.class)
                .list();
    }

    private JdbcClient.StatementSpec remembering(Instant now, String select) {
        return jdbc.sql("with " + REMEMBERED + select).param("soon", Timestamp.from(now.plus(1, ChronoUnit.DAYS)));
    }
}
