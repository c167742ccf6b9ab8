package org.schoolapprovals.notice;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells people of the school what they have to know. What is told is on their landing page from the commit of the caller's
 * transaction on, and is mailed afterwards where a mail server is configured; nobody waits for that server.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Notices {

    /** For how long after a notice the further ones with the same gather key wait for each other, to share a mail. */
    public static final Duration GATHERING = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final People people;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final boolean mailed;

    Notices(
            JdbcClient jdbc,
            People people,
            Clock clock,
            ApplicationEventPublisher events,
            @Value("${spring.mail.host:}") String mailServer) {
        this.jdbc = jdbc;
        this.people = people;
        this.clock = clock;
        this.events = events;
        this.mailed = !mailServer.isBlank();
    }

    /** Something was told in this transaction, and a mail may be due once it is committed. */
    public record Told() {}

    /** Writes a notice for each of its people, in the caller's transaction: nobody is told of what was rolled back. */
    public void tell(Notice notice) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        notice.people().stream()
                .map(people::find)
                .flatMap(Optional::stream)
                .filter(person -> !person.roles().isEmpty())
                .forEach(person -> write(notice, person, now));
        events.publishEvent(new Told());
    }

    private void write(Notice notice, Person person, Instant now) {
        Optional<String> gather = notice.gather().filter(key -> !notice.urgent());
        Optional<Instant> gathering = gather.flatMap(key -> gathering(person, key, now));
        Instant mailAt = gathering.orElse(now);
        jdbc.sql("""
                        insert into approvals.notice (id, person, kind, subject, sentence, link, task_id, gather, gather_until,
                            urgent, told_at, mail_at)
                        values (:id, :person, :kind, :subject, :sentence, :link, :task, :gather, :gatherUntil,
                            :urgent, :told, :mail)
                        """)
                .param("id", UUID.randomUUID())
                .param("person", person.id())
                .param("kind", notice.kind().name())
                .param("subject", notice.subject())
                .param("sentence", notice.sentence())
                .param("link", notice.link())
                .param("task", notice.taskId().orElse(null))
                .param("gather", gather.orElse(null))
                .param(
                        "gatherUntil",
                        gather.map(key -> Timestamp.from(gathering.orElse(now.plus(GATHERING))))
                                .orElse(null))
                .param("urgent", notice.urgent())
                .param("told", Timestamp.from(now))
                .param("mail", mailed ? Timestamp.from(mailAt) : null)
                .update();
    }

    /** Until when this person's notices with this key are gathered; empty for the first one, which is mailed at once. */
    private Optional<Instant> gathering(Person person, String gather, Instant now) {
        return jdbc.sql("""
                        select max(gather_until) from approvals.notice
                        where person = :person and gather = :gather and gather_until > :now
                        """)
                .param("person", person.id())
                .param("gather", gather)
                .param("now", Timestamp.from(now))
                .query((row, number) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .single();
    }

    /** User names of those who were told of this task, settled or not. */
    public Set<String> toldOf(String taskId) {
        return jdbc.sql("select distinct person from approvals.notice where task_id = :task")
                .param("task", taskId)
                .query(String.class)
                .set();
    }

    /** The task has ended: nobody has to read its notices any more, and those not mailed yet are not mailed. */
    public void settle(String taskId) {
        jdbc.sql("""
                        update approvals.notice set settled_at = :now, mail_at = null
                        where id in (select id from approvals.notice where task_id = :task and settled_at is null
                            order by id for update)
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("task", taskId)
                .update();
    }

    /**
     * Takes what was told before this moment for past: nothing of it is mailed any more, and all but the last three days' counts
     * as read. For a demo school, whose past is played at its first start.
     */
    public void leaveBehind(Instant now) {
        jdbc.sql("""
                        update approvals.notice
                        set mail_at = null, read_at = case when told_at < :lately then told_at else read_at end
                        where told_at <= :now
                        """)
                .param("now", Timestamp.from(now))
                .param("lately", Timestamp.from(now.minus(3, ChronoUnit.DAYS)))
                .update();
    }
}
