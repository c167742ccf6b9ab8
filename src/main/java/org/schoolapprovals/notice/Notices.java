package org.schoolapprovals.notice;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells people of the school what they have to know. */
@Service
public class Notices {

    private final JdbcClient jdbc;
    private final People people;
    private final Clock clock;

    Notices(JdbcClient jdbc, People people, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.clock = clock;
    }

    /**
     * Writes a notice for each of its people, in the caller's transaction: nobody is told of what was rolled back. Never waits for
     * a mail server.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(Notice notice) {
        notice.people().stream()
                .map(people::find)
                .flatMap(Optional::stream)
                .filter(person -> !person.roles().isEmpty())
                .forEach(person -> write(notice, person));
    }

    private void write(Notice notice, Person person) {
        jdbc.sql("""
                        insert into approvals.notice (id, person, kind, subject, sentence, link, task_id, gather, urgent, told_at)
                        values (:id, :person, :kind, :subject, :sentence, :link, :task, :gather, :urgent, :told)
                        """)
                .param("id", UUID.randomUUID())
                .param("person", person.id())
                .param("kind", notice.kind().name())
                .param("subject", notice.subject())
                .param("sentence", notice.sentence())
                .param("link", notice.link())
                .param("task", notice.taskId().orElse(null))
                .param("gather", notice.gather().orElse(null))
                .param("urgent", notice.urgent())
                .param("told", Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MILLIS)))
                .update();
    }
}
