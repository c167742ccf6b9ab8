package org.schoolapprovals.channel.mailbox;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.schoolapprovals.notice.Notice;
import org.schoolapprovals.notice.Notice.Kind;
import org.schoolapprovals.notice.Notices;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who reads the mailbox at the moment, whether it can be read, and what was told about it. Each method is one transaction. */
@Component
@Transactional
class MailboxState {

    /** For how long a node has its turn after the last mail that it took up. */
    static final Duration TURN = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Notices notices;
    private final People people;

    MailboxState(JdbcClient jdbc, Notices notices, People people) {
        this.jdbc = jdbc;
        this.notices = notices;
        this.people = people;
    }

    /** Takes or keeps the turn to read; false where another node has it. */
    boolean takeTurn(UUID reader, Instant now) {
        return jdbc.sql("""
                        update approvals.mailbox set reader = :reader, read_until = :until
                        where reader is null or reader = :reader or read_until < :now
                        """)
                        .param("reader", reader)
                        .param("until", Timestamp.from(now.plus(TURN)))
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    void endTurn(UUID reader) {
        jdbc.sql("update approvals.mailbox set reader = null, read_until = null where reader = :reader")
                .param("reader", reader)
                .update();
    }

    /** The mailbox could not be read; people are told the first time. */
    void failed(Instant now) {
        int first = jdbc.sql("update approvals.mailbox set failing_since = :now where failing_since is null")
                .param("now", Timestamp.from(now))
                .update();
        if (first == 1) {
            tell(
                    "The staff mailbox cannot be read",
                    "Since " + SchoolTime.format(now)
                            + " comments that are sent to the staff account do not arrive here. It"
                            + " is tried again and again; please check the mail server and the account's password.",
                    Role.SOCIAL_MEDIA,
                    Role.ADMINISTRATOR);
        }
    }

    /** The mailbox was read; people are told if it could not be before. */
    void works() {
        int again = jdbc.sql("update approvals.mailbox set failing_since = null where failing_since is not null")
                .update();
        if (again == 1) {
            tell(
                    "The staff mailbox can be read again",
                    "Comments that were sent to the staff account meanwhile have been taken in now.",
                    Role.SOCIAL_MEDIA,
                    Role.ADMINISTRATOR);
        }
    }

    /** A mail was put aside for people; they are told once, however often it is found again. */
    void putAside(String mail, Instant now) {
        int first = jdbc.sql("""
                        insert into approvals.mailbox_trouble (mail, attempts, at) values (:mail, 0, :now)
                        on conflict (mail) do update set attempts = 0 where mailbox_trouble.attempts > 0
                        """)
                .param("mail", mail)
                .param("now", Timestamp.from(now))
                .update();
        if (first == 1) {
            tell(
                    "A mail in the staff mailbox needs a person",
                    "It could not be taken in as a comment. Please look at it in the mailbox, in the folder \u201c"
                            + StaffMailbox.FOR_PEOPLE + "\u201d, and start a request by hand if it is one.",
                    Role.SOCIAL_MEDIA);
        }
    }

    /** @return how often this mail could not be taken in, this time included */
    int failedToTakeIn(String mail, Instant now) {
        return jdbc.sql("""
                        insert into approvals.mailbox_trouble (mail, attempts, at) values (:mail, 1, :now)
                        on conflict (mail) do update set attempts = mailbox_trouble.attempts + 1
                        returning attempts
                        """)
                .param("mail", mail)
                .param("now", Timestamp.from(now))
                .query(Integer.class)
                .single();
    }

    private void tell(String subject, String sentence, Role... roles) {
        Set<String> told = Arrays.stream(roles)
                .flatMap(role -> people.with(role).stream())
                .map(Person::id)
                .collect(Collectors.toSet());
        notices.tell(Notice.of(Kind.PROBLEM, told, subject, sentence, "/"));
    }
}
