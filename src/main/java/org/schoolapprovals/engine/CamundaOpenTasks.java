package org.schoolapprovals.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.web.OpenTask;
import org.schoolapprovals.web.OpenTasks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the open tasks in one statement from the engine's tables: its own task query costs thirty times as much for a large
 * group and would need further ones for the counts and the variables. The version of the engine is the last of its line, so
 * the tables will not move.
 */
@Component
class CamundaOpenTasks implements OpenTasks {

    private static final int SHOWN = 50;

    private final JdbcClient jdbc;

    CamundaOpenTasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public Waiting of(Person person, Instant now) {
        List<OpenTask> tasks = new ArrayList<>();
        int[] counts = new int[2];
        jdbc.sql("""
                        with mine as (
                            select t.id_, t.name_, t.priority_, t.due_date_, t.create_time_,
                                count(*) over () as total,
                                count(*) filter (where t.due_date_ < :now) over () as overdue
                            from act_ru_task t
                            where t.suspension_state_ = 1
                                and (t.assignee_ = :person
                                    or (t.assignee_ is null and exists (
                                        select 1 from act_ru_identitylink l
                                        where l.task_id_ = t.id_ and l.type_ = 'candidate'
                                            and (l.user_id_ = :person or l.group_id_ in (:groups)))))
                            order by t.priority_ desc, t.due_date_ nulls last, t.create_time_, t.id_
                            limit :shown)
                        select mine.*,
                            max(v.text_) filter (where v.name_ = 'about') as about,
                            max(v.text_) filter (where v.name_ = 'requesterName') as requester,
                            max(v.text_) filter (where v.name_ = 'mark') as mark,
                            max(v.long_) filter (where v.name_ = 'departure') as departure
                        from mine left join act_ru_variable v on v.task_id_ = mine.id_
                        group by mine.id_, mine.name_, mine.priority_, mine.due_date_, mine.create_time_, mine.total, mine.overdue
                        order by mine.priority_ desc, mine.due_date_ nulls last, mine.create_time_, mine.id_
                        """)
                .param("now", Timestamp.from(now))
                .param("person", person.id())
                .param("groups", groupsOf(person))
                .param("shown", SHOWN)
                .query(row -> {
                    counts[0] = row.getInt("total");
                    counts[1] = row.getInt("overdue");
                    tasks.add(toTask(row));
                });
        return new Waiting(tasks, counts[0], counts[1]);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<String> onRequest(Person person, UUID requestId) {
        return jdbc.sql("""
                        select t.id_ from act_ru_task t
                        join act_ru_execution e on e.id_ = t.proc_inst_id_
                        where e.business_key_ = :request and t.suspension_state_ = 1
                            and (t.assignee_ = :person
                                or (t.assignee_ is null and exists (
                                    select 1 from act_ru_identitylink l
                                    where l.task_id_ = t.id_ and l.type_ = 'candidate'
                                        and (l.user_id_ = :person or l.group_id_ in (:groups)))))
                        order by t.priority_ desc, t.due_date_ nulls last, t.id_
                        limit 1
                        """)
                .param("request", requestId.toString())
                .param("person", person.id())
                .param("groups", groupsOf(person))
                .query(String.class)
                .optional();
    }

    /** Never an empty list, which SQL does not know; nobody's group has an empty name. */
    private static List<String> groupsOf(Person person) {
        return person.roles().isEmpty()
                ? List.of("")
                : person.roles().stream().map(Role::groupId).toList();
    }

    private static OpenTask toTask(ResultSet row) throws SQLException {
        long departure = row.getLong("departure");
        boolean departs = !row.wasNull();
        return new OpenTask(
                row.getString("id_"),
                orEmpty(row.getString("name_")),
                orEmpty(row.getString("about")),
                orEmpty(row.getString("requester")),
                departs ? Optional.of(Instant.ofEpochMilli(departure)) : Optional.empty(),
                Optional.ofNullable(row.getTimestamp("due_date_")).map(Timestamp::toInstant),
                orEmpty(row.getString("mark")));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
