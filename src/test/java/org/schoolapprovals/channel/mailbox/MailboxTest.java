package org.schoolapprovals.channel.mailbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.schoolapprovals.comment.MailedComment;
import org.schoolapprovals.database.TestDatabase;
import org.schoolapprovals.notice.Notices;
import org.schoolapprovals.people.People;
import org.schoolapprovals.schoolcalendar.SchoolStaff;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** The staff account on a real IMAP server. */
@SpringJUnitConfig
@ExtendWith(OutputCaptureExtension.class)
class MailboxTest {

    private static final String PASSWORD = "open-sesame-4711";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2027-05-05T09:00:00Z"), SchoolTime.ZONE);

    @Configuration
    @EnableTransactionManagement
    @Import({Notices.class, MailboxState.class})
    static class Application {

        @Bean
        DataSource dataSource() {
            return TestDatabase.migrated().dataSource();
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new DataSourceTransactionManager(dataSource);
        }

        @Bean
        JdbcClient jdbcClient(DataSource dataSource) {
            return JdbcClient.create(dataSource);
        }

        @Bean
        People people() {
            return new SchoolStaff();
        }

        @Bean
        Clock clock() {
            return CLOCK;
        }
    }

    /** The end of the process, as far as Java can play it. */
    private static final class Killed extends Error {}

    @Autowired
    private MailboxState state;

    @Autowired
    private JdbcClient jdbc;

    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_IMAP),
        new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_IMAPS)
    });

    /** What was taken in, by its id. */
    private final Map<String, MailedComment> takenIn = new LinkedHashMap<>();

    private GreenMailUser account;

    @BeforeEach
    void anEmptyMailbox() {
        jdbc.sql("delete from approvals.notice").update();
        jdbc.sql("delete from approvals.mailbox_trouble").update();
        jdbc.sql("update approvals.mailbox set reader = null, failing_since = null")
                .update();
        server.start();
        account = server.setUser("comments@school.example", "comments", PASSWORD);
    }

    @AfterEach
    void theServerEnds() {
        server.stop();
    }

    private MailboxRounds rounds(MailboxSettings settings, Consumer<MailedComment> comments) {
        return new MailboxRounds(settings, state, comments, CLOCK);
    }

    private MailboxRounds rounds(Consumer<MailedComment> comments) {
        return rounds(settings(PASSWORD), comments);
    }

    private void takeIn(MailedComment comment) {
        takenIn.putIfAbsent(comment.messageId(), comment);
    }

    private void round() {
        rounds(this::takeIn).round();
    }

    private MailboxSettings settings(String password) {
        return new MailboxSettings(true, "localhost", server.getImap().getPort(), false, "comments", password);
    }

    private void arrives(String mail) {
        try {
            account.deliver(new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(mail.replace("\n", "\r\n").getBytes(ISO_8859_1))));
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String mail(String id, String text) {
        return "From: parent@family.example\nMessage-ID: <" + id + "@family.example>\nSubject: Fair\n\n" + text + "\n";
    }

    private int in(String folder) {
        try {
            MailFolder found = folder.equals("INBOX")
                    ? server.getManagers().getImapHostManager().getInbox(account)
                    : server.getManagers().getImapHostManager().getFolder(account, folder);
            return found == null ? 0 : found.getMessageCount();
        } catch (com.icegreen.greenmail.store.FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> told(String person) {
        return jdbc.sql("select subject from approvals.notice where person = :person order by told_at, id")
                .param("person", person)
                .query(String.class)
                .list();
    }

    @Test
    void each_mail_is_taken_in_once_and_moved_to_the_processed_ones() {
        arrives(mail("1", "First"));
        arrives(mail("2", "Second"));

        round();
        round();

        assertThat(takenIn.values()).extracting(MailedComment::text).containsExactly("First", "Second");
        assertThat(in("INBOX")).isZero();
        assertThat(in(StaffMailbox.PROCESSED)).isEqualTo(2);
        assertThat(told("social-media")).isEmpty();
    }

    @Test
    void a_mail_that_is_read_twice_is_one_comment() {
        arrives(mail("1", "First"));
        round();
        arrives(mail("1", "First"));
        round();

        assertThat(takenIn).hasSize(1);
        assertThat(in(StaffMailbox.PROCESSED)).isEqualTo(2);
    }

    @Test
    void a_mail_whose_reader_was_killed_before_moving_it_is_one_comment() {
        arrives(mail("1", "First"));

        assertThatThrownBy(() -> rounds(comment -> {
                            takeIn(comment);
                            throw new Killed();
                        })
                        .round())
                .isInstanceOf(Killed.class);
        assertThat(in("INBOX")).isOne();
        round();

        assertThat(takenIn).hasSize(1);
        assertThat(in("INBOX")).isZero();
        assertThat(in(StaffMailbox.PROCESSED)).isOne();
    }

    @Test
    void what_machines_write_is_moved_away_and_starts_nothing() {
        arrives("Auto-Submitted: auto-replied\n" + mail("1", "I am away until Monday."));
        arrives("Return-Path: <>\n" + mail("2", "Your mail could not be delivered."));

        round();

        assertThat(takenIn).isEmpty();
        assertThat(in(StaffMailbox.PROCESSED)).isEqualTo(2);
        assertThat(told("social-media")).isEmpty();
    }

    @Test
    void a_broken_mail_is_put_aside_for_people_and_the_mailbox_goes_on() {
        arrives("From: parent@family.example\nContent-Type: multipart/mixed\n\nno boundary, and Tom's secret\n");
        arrives(mail("2", "Second"));

        round();

        assertThat(takenIn.values()).extracting(MailedComment::text).containsExactly("Second");
        assertThat(in(StaffMailbox.FOR_PEOPLE)).isOne();
        assertThat(told("social-media")).containsExactly("A mail in the staff mailbox needs a person");
        assertThat(told("camunda-admin")).isEmpty();
        assertThat(jdbc.sql("select string_agg(subject || sentence, ' ') from approvals.notice")
                        .query(String.class)
                        .single())
                .doesNotContain("Tom")
                .doesNotContain("parent");
    }

    @Test
    void a_huge_mail_is_put_aside_for_people_without_being_read() {
        arrives(mail("1", "x".repeat(77) + "\n" + ("y".repeat(76) + "\n").repeat(140_000)));
        arrives(mail("2", "Second"));

        round();

        assertThat(takenIn.values()).extracting(MailedComment::text).containsExactly("Second");
        assertThat(in(StaffMailbox.FOR_PEOPLE)).isOne();
        assertThat(told("social-media")).hasSize(1);
    }

    @Test
    void a_mail_that_cannot_be_taken_in_is_tried_three_times_and_then_put_aside() {
        arrives(mail("1", "First"));
        arrives(mail("2", "Second"));
        List<String> tried = new ArrayList<>();
        MailboxRounds rounds = rounds(comment -> {
            tried.add(comment.text());
            if (comment.text().equals("First")) {
                throw new IllegalStateException("a fault of ours");
            }
        });

        rounds.round();
        assertThat(in("INBOX")).isOne();
        rounds.round();
        rounds.round();
        rounds.round();

        assertThat(tried).containsExactly("First", "Second", "First", "First");
        assertThat(in(StaffMailbox.FOR_PEOPLE)).isOne();
        assertThat(told("social-media")).hasSize(1);
    }

    @Test
    void a_mailbox_that_cannot_be_read_is_said_once_and_again_when_it_works() {
        arrives(mail("1", "First"));
        MailboxRounds dead =
                rounds(new MailboxSettings(true, "localhost", 1, false, "comments", PASSWORD), this::takeIn);

        dead.round();
        dead.round();
        dead.round();
        assertThat(told("social-media")).containsExactly("The staff mailbox cannot be read");
        assertThat(told("camunda-admin")).containsExactly("The staff mailbox cannot be read");
        assertThat(told("head-teacher")).isEmpty();

        round();
        round();
        assertThat(takenIn).hasSize(1);
        assertThat(told("social-media"))
                .containsExactlyInAnyOrder("The staff mailbox cannot be read", "The staff mailbox can be read again");
    }

    @Test
    void a_wrong_password_is_said_and_is_never_in_the_log(CapturedOutput console) {
        rounds(settings(PASSWORD + "-wrong"), this::takeIn).round();

        assertThat(told("camunda-admin")).containsExactly("The staff mailbox cannot be read");
        assertThat(console.getAll())
                .contains("the server refuses the user name or the password")
                .doesNotContain(PASSWORD);
    }

    @Test
    void a_server_whose_certificate_nobody_vouches_for_gets_no_password() {
        arrives(mail("1", "First"));
        rounds(
                        new MailboxSettings(true, "localhost", server.getImaps().getPort(), true, "comments", PASSWORD),
                        this::takeIn)
                .round();

        assertThat(takenIn).isEmpty();
        assertThat(told("camunda-admin")).containsExactly("The staff mailbox cannot be read");
    }

    @Test
    void one_node_reads_at_a_time() throws Exception {
        arrives(mail("1", "First"));
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> rounds(comment -> {
                    reading.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    takeIn(comment);
                })
                .round());
        reading.await();

        rounds(comment -> {
                    throw new AssertionError("read by two at once");
                })
                .round();
        goOn.countDown();
        first.get(30, SECONDS);

        assertThat(takenIn).hasSize(1);
        assertThat(in("INBOX")).isZero();
    }

    @Test
    void a_node_that_died_in_its_turn_holds_up_the_others_for_minutes_only() {
        arrives(mail("1", "First"));
        state.takeTurn(java.util.UUID.randomUUID(), CLOCK.instant());
        round();
        assertThat(takenIn).isEmpty();

        state.takeTurn(java.util.UUID.randomUUID(), CLOCK.instant());
        new MailboxRounds(
                        settings(PASSWORD), state, this::takeIn, Clock.offset(CLOCK, MailboxState.TURN.plusSeconds(1)))
                .round();
        assertThat(takenIn).hasSize(1);
    }

    @Test
    void without_a_mailbox_nothing_is_tried() {
        rounds(new MailboxSettings(false, "", 0, true, "", ""), this::takeIn).round();

        assertThat(told("camunda-admin")).isEmpty();
    }
}
