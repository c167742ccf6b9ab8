package org.schoolapprovals.notice.mail;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.database.TestDatabase;
import org.schoolapprovals.notice.Notice;
import org.schoolapprovals.notice.Notice.Kind;
import org.schoolapprovals.notice.Notices;
import org.schoolapprovals.notice.mail.DifficultServer.Manner;
import org.schoolapprovals.notice.mail.PostOffice.Mail;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox on a real PostgreSQL, with mail servers good and bad. */
@SpringJUnitConfig
@TestPropertySource(
        properties = {
            "spring.mail.host=localhost",
            "school.public-url=https://approvals.school.example/",
            "school.name=Willow Lane Primary School"
        })
class MailOutTest {

    private static final Instant NOW = Instant.parse("2027-05-05T09:00:00Z");

    @Configuration
    @EnableTransactionManagement
    @ImportAutoConfiguration(ThymeleafAutoConfiguration.class)
    @Import({Notices.class, Outbox.class, MailOut.class, MailText.class, MailConfiguration.class})
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
        JavaMailSenderImpl mailSender() {
            JavaMailSenderImpl sender = new JavaMailSenderImpl();
            sender.setHost("localhost");
            Stream.of("connectiontimeout", "timeout", "writetimeout")
                    .forEach(limit -> sender.getJavaMailProperties().setProperty("mail.smtp." + limit, "2000"));
            return sender;
        }

        @Bean
        Staff staff() {
            return new Staff();
        }

        @Bean
        Watch watch() {
            return new Watch();
        }
    }

    static class Watch extends Clock {

        private volatile Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    static class Staff implements People {

        private final Map<String, Person> people = new HashMap<>();
        private final Map<String, String> addresses = new HashMap<>();

        void add(String id, String name, String address, Role... roles) {
            people.put(id, new Person(id, name, Set.of(roles)));
            addresses.put(id, address);
        }

        @Override
        public Optional<Person> find(String userId) {
            return Optional.ofNullable(people.get(userId));
        }

        @Override
        public List<Person> with(Role role) {
            return people.values().stream().filter(person -> person.has(role)).toList();
        }

        @Override
        public Optional<String> emailOf(String userId) {
            return Optional.ofNullable(addresses.get(userId));
        }

        @Override
        public Optional<Person> withEmail(String address) {
            throw new UnsupportedOperationException();
        }
    }

    @Autowired
    private Notices notices;

    @Autowired
    private MailOut mailOut;

    @Autowired
    private Outbox outbox;

    @Autowired
    private JavaMailSenderImpl sender;

    @Autowired
    private Staff staff;

    @Autowired
    private Watch watch;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    private final GreenMail server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void aQuietMorning() {
        watch.now = NOW;
        jdbc.sql("delete from approvals.notice").update();
        staff.people.clear();
        staff.addresses.clear();
        staff.add("teacher", "Class Teacher", "teacher@school.example", Role.STAFF);
        staff.add("head", "Head Teacher", "head@school.example", Role.HEAD_TEACHER, Role.STAFF);
        staff.add("admin", "System Administrator", "admin@school.example", Role.ADMINISTRATOR);
        server.start();
        sender.setPort(server.getSmtp().getPort());
    }

    @AfterEach
    void theServerEnds() {
        server.stop();
    }

    private void tell(String subject, String... people) {
        tell(Notice.of(Kind.DECISION, Set.of(people), subject, "Something was decided.", "/exceptions/1"));
    }

    private void tell(Notice notice) {
        new TransactionTemplate(transactions).executeWithoutResult(transaction -> notices.tell(notice));
    }

    private List<Mail> arrived() {
        return Arrays.stream(server.getReceivedMessages()).map(PostOffice::read).toList();
    }

    private List<String> unread(String person) {
        return jdbc.sql(
                        "select subject from approvals.notice where person = :person and read_at is null order by told_at")
                .param("person", person)
                .query(String.class)
                .list();
    }

    private void later(Duration time) {
        watch.now = watch.now.plus(time);
    }

    @Test
    void a_notice_is_mailed_once_from_the_school_as_an_automatic_mail() throws Exception {
        tell("Approved: Castle", "teacher");

        mailOut.sendDue();
        mailOut.sendDue();

        assertThat(arrived()).hasSize(1);
        Mail mail = arrived().get(0);
        assertThat(mail.to()).isEqualTo("teacher@school.example");
        assertThat(mail.subject()).isEqualTo("Approved: Castle");
        assertThat(mail.plain()).isEqualToNormalizingNewlines("""
                        Hello Class Teacher,

                        Something was decided.
                        https://approvals.school.example/exceptions/1

                        Everything that waits for you: https://approvals.school.example/

                        --
                        School Approvals, Willow Lane Primary School. Opening a link decides nothing, and nobody reads answers to this mail.
                        """);
        assertThat(mail.message().getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.message().getHeader("Message-ID")[0])
                .matches("<notice\\.[0-9a-f-]{36}@approvals\\.school\\.example>");
        assertThat(mail.message().getFrom()[0]).hasToString("school-approvals@approvals.school.example");
    }

    @Test
    void nothing_is_told_outside_a_transaction_or_where_it_is_rolled_back() {
        assertThatThrownBy(() -> notices.tell(
                        Notice.of(Kind.DECISION, Set.of("teacher"), "Approved", "Something was decided.", "/")))
                .isInstanceOf(IllegalTransactionStateException.class);
        new TransactionTemplate(transactions).executeWithoutResult(transaction -> {
            notices.tell(Notice.of(Kind.DECISION, Set.of("teacher"), "Approved", "Something was decided.", "/"));
            transaction.setRollbackOnly();
        });

        mailOut.sendDue();

        assertThat(arrived()).isEmpty();
        assertThat(unread("teacher")).isEmpty();
    }

    @Test
    void of_several_senders_at_once_one_sends_each_mail() {
        IntStream.range(0, 20).forEach(number -> tell("Number " + number, "teacher"));

        CompletableFuture.allOf(IntStream.range(0, 4)
                        .mapToObj(sending -> CompletableFuture.runAsync(mailOut::sendDue))
                        .toArray(CompletableFuture[]::new))
                .orTimeout(60, SECONDS)
                .join();

        assertThat(arrived())
                .extracting(Mail::subject)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 20)
                        .mapToObj(number -> "Number " + number)
                        .toList());
    }

    @Test
    void a_dead_server_loses_nothing() {
        server.stop();
        tell("Approved", "teacher");
        tell("Refused", "head");

        mailOut.sendDue();
        mailOut.sendDue();
        assertThat(unread("teacher")).containsExactly("Approved");

        server.start();
        sender.setPort(server.getSmtp().getPort());
        later(Duration.ofMinutes(1));
        mailOut.sendDue();
        assertThat(arrived()).extracting(Mail::subject).containsExactlyInAnyOrder("Approved", "Refused");
    }

    @Test
    void a_server_that_says_nothing_holds_up_nobody_and_loses_nothing() throws Exception {
        tell(new Notice(
                Kind.TASK,
                Set.of("teacher"),
                "To do",
                "Something waits.",
                "/tasks/7",
                Optional.of("7"),
                Optional.empty(),
                false));
        try (DifficultServer silent = new DifficultServer(Manner.SILENT)) {
            sender.setPort(silent.port());
            CompletableFuture<Void> sending = CompletableFuture.runAsync(mailOut::sendDue);
            silent.awaitCall();

            CompletableFuture<Void> working = CompletableFuture.runAsync(() -> new TransactionTemplate(transactions)
                    .executeWithoutResult(transaction -> {
                        notices.settle("7");
                        notices.tell(Notice.of(Kind.DECISION, Set.of("head"), "Approved", "Decided.", "/"));
                    }));
            working.get(1, SECONDS);
            assertThat(sending).isNotDone();
            sending.get(30, SECONDS);
        }

        sender.setPort(server.getSmtp().getPort());
        later(Duration.ofMinutes(1));
        mailOut.sendDue();
        assertThat(arrived())
                .as("what was settled meanwhile is not sent")
                .extracting(Mail::subject)
                .containsExactly("Approved");
    }

    @Test
    void a_server_that_hangs_up_is_tried_again_under_the_same_id() throws Exception {
        tell("Approved", "teacher");
        try (DifficultServer rude = new DifficultServer(Manner.HANGS_UP)) {
            sender.setPort(rude.port());
            mailOut.sendDue();
            later(Duration.ofMinutes(1));
            mailOut.sendDue();

            assertThat(rude.mails).hasSize(2);
            assertThat(rude.mails.get(1).lines().filter(line -> line.startsWith("Message-ID")))
                    .hasSize(1)
                    .isEqualTo(rude.mails
                            .get(0)
                            .lines()
                            .filter(line -> line.startsWith("Message-ID"))
                            .toList());
        }
        later(Duration.ofMinutes(2));
        sender.setPort(server.getSmtp().getPort());
        mailOut.sendDue();
        assertThat(arrived()).hasSize(1);
    }

    @Test
    void an_address_that_the_server_refuses_does_not_stop_the_others() throws Exception {
        staff.add("assistant", "Teaching Assistant", "assistant@gone.example", Role.STAFF);
        tell(new Notice(
                Kind.DECISION,
                Set.of("assistant"),
                "First",
                "Decided.",
                "/",
                Optional.empty(),
                Optional.empty(),
                true));
        tell("Approved", "teacher");
        tell("Refused", "head");
        try (DifficultServer choosy = new DifficultServer(Manner.CHOOSY)) {
            sender.setPort(choosy.port());
            mailOut.sendDue();

            assertThat(choosy.mails).hasSize(2);
        }
        assertThat(unread("assistant")).containsExactly("First");
    }

    @Test
    void a_mail_whose_sender_was_killed_is_sent_by_another() {
        tell("Approved", "teacher");
        outbox.claim(NOW).orElseThrow();

        mailOut.sendDue();
        assertThat(arrived()).isEmpty();

        later(Outbox.LEASE);
        mailOut.sendDue();
        assertThat(arrived()).hasSize(1);
    }

    @Test
    void what_cannot_be_sent_is_given_up_after_three_days_at_the_earliest_and_administrators_are_told_once() {
        server.stop();
        tell("Approved", "teacher");
        tell("Refused", "teacher");
        jdbc.sql("update approvals.notice set attempts = :almost")
                .param("almost", Outbox.MOST_ATTEMPTS - 1)
                .update();

        mailOut.sendDue();
        mailOut.sendDue();

        assertThat(unread("admin")).containsExactly("Mail to Class Teacher does not arrive");
        assertThat(unread("teacher")).hasSize(2);
        assertThat(unread("head")).isEmpty();
        Duration tried = Duration.ZERO;
        for (int attempt = 1; attempt < Outbox.MOST_ATTEMPTS; attempt++) {
            tried = tried.plus(Outbox.pause(attempt));
        }
        assertThat(tried).isGreaterThan(Duration.ofDays(3)).isLessThan(Duration.ofDays(4));
    }

    @Test
    void that_administrators_cannot_be_mailed_either_is_not_told_again_and_again() {
        server.stop();
        tell(Notice.of(Kind.PROBLEM, Set.of("admin"), "Mail to Class Teacher does not arrive", "Please check.", "/"));
        jdbc.sql("update approvals.notice set attempts = :almost")
                .param("almost", Outbox.MOST_ATTEMPTS - 1)
                .update();

        mailOut.sendDue();

        assertThat(unread("admin")).hasSize(1);
    }

    @Test
    void whoever_has_no_role_is_told_nothing() {
        staff.add("parent", "A Parent", "parent@family.example");

        tell("Approved", "parent", "facebook", "mailbox");
        mailOut.sendDue();

        assertThat(arrived()).isEmpty();
        assertThat(jdbc.sql("select count(*) from approvals.notice")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whoever_has_left_meanwhile_gets_no_mail() {
        tell("Approved", "teacher");
        staff.add("teacher", "Class Teacher", "teacher@school.example");

        mailOut.sendDue();
        later(Duration.ofDays(1));
        mailOut.sendDue();

        assertThat(arrived()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "teacher",
                "teacher@school.example, parents@family.example",
                "teacher@school.example\r\nBcc: parents@family.example",
                "Teacher <teacher@school.example>",
                "@school.example",
                "teacher@"
            })
    void without_an_address_that_is_one_there_is_the_landing_page_and_the_others_get_their_mails(String address) {
        staff.add("teacher", "Class Teacher", address, Role.STAFF);
        tell("Approved", "teacher");
        tell("Refused", "head");

        mailOut.sendDue();

        assertThat(arrived()).extracting(Mail::to).containsExactly("head@school.example");
        assertThat(unread("teacher")).containsExactly("Approved");
    }

    @Test
    void no_text_gets_into_the_headers() throws Exception {
        staff.add(
                "teacher",
                "Eve\r\nBcc: parents@family.example\r\n\r\nBody <x@family.example>",
                "teacher@school.example",
                Role.STAFF);
        tell("Approved\r\nBcc: parents@family.example\u2028X-Header: 1\u202e\u0000", "teacher");

        mailOut.sendDue();

        assertThat(server.getReceivedMessages()).hasSize(1);
        MimeMessage message = server.getReceivedMessages()[0];
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getHeader("X-Header")).isNull();
        assertThat(message.getAllRecipients()).hasSize(1);
        assertThat(message.getSubject()).isEqualTo("Approved Bcc: parents@family.example X-Header: 1");
        assertThat(GreenMailUtil.getHeaders(message).lines().filter(line -> line.startsWith("Bcc")))
                .isEmpty();
    }

    @Test
    void what_people_type_is_text_in_the_mail() {
        String hostile =
                "<script>alert(1)</script> ${7*7} [[${7*7}]] [(${7*7})] {{7*7}} \u2066 \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";
        tell(Notice.of(Kind.TASK, Set.of("teacher"), hostile + "x".repeat(100_000), hostile, "/"));

        mailOut.sendDue();

        Mail mail = arrived().get(0);
        assertThat(mail.plain()).contains(hostile);
        assertThat(mail.html())
                .doesNotContain("<script")
                .contains("&lt;script&gt;")
                .doesNotContain("49");
        assertThat(mail.subject())
                .hasSizeLessThanOrEqualTo(210)
                .startsWith("<script>alert(1)</script> ${7*7}")
                .endsWith("\u2026");
    }

    @Test
    void urgent_mails_go_first() {
        tell("Ordinary", "teacher");
        tell(new Notice(Kind.TASK, Set.of("teacher"), "Urgent", "Now.", "/", Optional.empty(), Optional.empty(), true));

        mailOut.sendDue();

        assertThat(arrived()).extracting(Mail::subject).containsExactly("Urgent", "Ordinary");
    }

    @Test
    void a_past_that_is_played_is_not_mailed_and_only_its_last_days_are_unread() {
        watch.now = NOW.minus(Duration.ofDays(20));
        tell("Long ago", "teacher");
        watch.now = NOW.minus(Duration.ofDays(1));
        tell("Yesterday", "teacher");
        watch.now = NOW;

        new TransactionTemplate(transactions).executeWithoutResult(transaction -> notices.leaveBehind(NOW));
        mailOut.sendDue();

        assertThat(arrived()).isEmpty();
        assertThat(unread("teacher")).containsExactly("Yesterday");
    }

    @Test
    void notices_are_forgotten_after_ninety_days() {
        tell("Approved", "teacher");

        outbox.forgetOld(NOW.plus(Duration.ofDays(90)));
        assertThat(unread("teacher")).hasSize(1);
        outbox.forgetOld(NOW.plus(Duration.ofDays(91)));
        assertThat(unread("teacher")).isEmpty();
    }
}
