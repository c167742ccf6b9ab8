package org.schoolapprovals.notice.mail;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.schoolapprovals.notice.Notice;
import org.schoolapprovals.notice.Notices;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The notices that are still to be mailed. Each method is one short transaction, so that no lock is held while a mail server takes
 * its time.
 */
@Component
@Transactional
class Outbox {

    /**
     * For how long a mail belongs to the sender that took it up. Should that one be killed, another tries it again afterwards,
     * under the same id.
     */
    static final Duration LEASE = Duration.ofMinutes(15);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    /** With the pauses in between no mail is given up sooner than three days after it was first tried. */
    static final int MOST_ATTEMPTS = 300;

    private static final int MOST_GATHERED = 500;
    private static final Duration KEPT = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final Notices notices;
    private final People people;

    Outbox(JdbcClient jdbc, Notices notices, People people) {
        this.jdbc = jdbc;
        this.notices = notices;
        this.people = people;
    }

    /** One notice of a mail. */
    record Entry(UUID id, String subject, String sentence, String link, boolean problem, int attempts) {}

    /**
     * A mail to one person: one notice, or several that were gathered.
     *
     * @param entries in the order in which they were told, at least one
     */
    record Mail(String person, List<Entry> entries) {

        private List<UUID> ids() {
            return entries.stream().map(Entry::id).toList();
        }

        /** Stays the same each time this mail is tried, so that a mail server that took it without saying so drops the second. */
        UUID id() {
            return entries.size() == 1
                    ? entries.get(0).id()
                    : UUID.nameUUIDFromBytes(ids().stream()
                            .map(UUID::toString)
                            .collect(Collectors.joining(","))
                            .getBytes(StandardCharsets.US_ASCII));
        }

        private int attempts() {
            return entries.stream().mapToInt(Entry::attempts).max().orElseThrow();
        }
    }

    /** Takes up the most urgent mail that is due and that no other sender has taken up. */
    Optional<Mail> claim(Instant now) {
        return jdbc.sql("""
                        select person, gather, id from approvals.notice
                        where mail_at <= :now
                        order by urgent desc, mail_at, id
                        limit 1
                        for update skip locked
                        """)
                .param("now", Timestamp.from(now))
                .query((row, number) -> claim(row, now))
                .optional();
    }

    private Mail claim(ResultSet first, Instant now) throws SQLException {
        String person = first.getString("person");
        List<Entry> entries = jdbc.sql("""
                        select id, subject, sentence, link, kind, attempts from approvals.notice
                        where mail_at <= :now and (id = :id or person = :person and gather = :gather)
                        order by told_at, id
                        limit :most
                        for update skip locked
                        """)
                .param("now", Timestamp.from(now))
                .param("id", first.getObject("id", UUID.class))
                .param("person", person)
                .param("gather", first.getString("gather"))
                .param("most", MOST_GATHERED)
                .query((row, number) -> new Entry(
                        row.getObject("id", UUID.class),
                        row.getString("subject"),
                        row.getString("sentence"),
                        row.getString("link"),
                        Notice.Kind.PROBLEM.name().equals(row.getString("kind")),
                        row.getInt("attempts") + 1))
                .list();
        Mail mail = new Mail(person, entries);
        jdbc.sql("update approvals.notice set mail_at = :lease, attempts = attempts + 1 where id in (:ids)")
                .param("lease", Timestamp.from(now.plus(LEASE)))
                .param("ids", mail.ids())
                .update();
        return mail;
    }

    void sent(Mail mail, Instant now) {
        jdbc.sql("update approvals.notice set mail_at = null, sent_at = :now where id in (:ids)")
                .param("now", Timestamp.from(now))
                .param("ids", mail.ids())
                .update();
    }

    /** Leaves the notices to the landing page. */
    void drop(Mail mail) {
        jdbc.sql("update approvals.notice set mail_at = null where id in (:ids)")
                .param("ids", mail.ids())
                .update();
    }

    /** The mail is tried again later, or given up after some days; administrators are told then. */
    void failed(Mail mail, Instant now) {
        if (mail.attempts() >= MOST_ATTEMPTS) {
            drop(mail);
            if (mail.entries().stream().noneMatch(Entry::problem)) {
                tellAdministrators(mail.person());
            }
            return;
        }
        jdbc.sql("update approvals.notice set mail_at = :later where id in (:ids) and mail_at is not null")
                .param("later", Timestamp.from(now.plus(pause(mail.attempts()))))
                .param("ids", mail.ids())
                .update();
    }

    /** One minute, two, four, eight, and then a quarter of an hour each time. */
    static Duration pause(int attempts) {
        Duration doubled = Duration.ofMinutes(1L << Math.min(attempts - 1, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void tellAdministrators(String person) {
        String subject = "Mail to " + people.nameOf(person) + " does not arrive";
        Set<String> knowIt = Set.copyOf(
                jdbc.sql("""
                        select person from approvals.notice
                        where subject = :subject and kind = 'PROBLEM' and read_at is null
                        """).param("subject", subject).query(String.class).list());
        Set<String> administrators = people.with(Role.ADMINISTRATOR).stream()
                .map(Person::id)
                .filter(id -> !knowIt.contains(id))
                .collect(Collectors.toSet());
        notices.tell(Notice.of(
                Notice.Kind.PROBLEM,
                administrators,
                subject,
                "The mail server has not taken a notice for them in three days. It stands on their landing page; please check"
                        + " their e-mail address and the mail server.",
                "/"));
    }

    /** Notices are no archive: the stories are on the pages of the requests. */
    void forgetOld(Instant now) {
        jdbc.sql("delete from approvals.notice where told_at < :then")
                .param("then", Timestamp.from(now.minus(KEPT)))
                .update();
    }
}
